package sao.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes a stream of server-sent events and flushes after each event. One thread.
final class EventStream {
    private final OutputStream out;

    EventStream(Context context) {
        context.res().setContentType("text/event-stream; charset=utf-8");
        context.res().setHeader("Cache-Control", "no-cache");
        context.res().setHeader("X-Accel-Buffering", "no");
        try {
            out = context.res().getOutputStream();
        } catch (IOException e) {
            throw new ClientConnection.ClosedException();
        }
    }

    /// Sends one event and flushes it.
    ///
    /// @throws ClientConnection.ClosedException if the client has closed the connection
    void send(ObjectNode event) {
        write(Json.text(event));
    }

    /// Sends `[DONE]`, the protocol's last event.
    void done() {
        write("[DONE]");
    }

    private void write(String data) {
        try {
            out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new ClientConnection.ClosedException();
        }
    }
}
