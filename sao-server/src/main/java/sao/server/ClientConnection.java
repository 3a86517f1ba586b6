package sao.server;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.SelectableChannelEndPoint;

/// The connection of a request, asked from time to time whether the request is to go on.
///
/// While a request is answered, nothing else reads from its connection, so this reads, without blocking. A client
/// that pipelines its next request is told to repeat it on a new connection (RFC 9112, 9.3.2).
final class ClientConnection {
    private final Context context;
    private final Optional<SocketChannel> channel;
    private final BooleanSupplier timeIsUp;
    private boolean unread = true; // no byte of another request has been read

    /// @param timeIsUp whether the server stops and waits for no request any longer
    ClientConnection(Context context, BooleanSupplier timeIsUp) {
        this.context = context;
        this.timeIsUp = timeIsUp;
        this.channel = ServletContextRequest.getServletContextRequest(context.req())
                                        .getConnectionMetaData()
                                        .getConnection()
                                        .getEndPoint()
                                instanceof SelectableChannelEndPoint point
                        && point.getChannel() instanceof SocketChannel socket
                ? Optional.of(socket)
                : Optional.empty();
    }

    /// Ends the request if nobody waits for the answer, or the server stops.
    ///
    /// @throws ClosedException if the client has closed the connection
    /// @throws ApiException 503 if the server stops and the time for running requests is over
    void requireOpen() {
        if (isGone()) {
            throw new ClosedException();
        }
        requireTime();
    }

    /// Ends the request if the server stops. Costs nothing, unlike [#requireOpen], which asks the system.
    ///
    /// @throws ApiException 503 if the server stops and the time for running requests is over
    void requireTime() {
        if (timeIsUp.getAsBoolean()) {
            throw ApiException.of(
                    503, "The server was stopped before the answer was finished. Send the request again later.");
        }
    }

    private boolean isGone() {
        if (channel.isEmpty() || !unread) {
            return false;
        }
        try {
            int read = channel.get().read(ByteBuffer.allocate(1));
            if (read > 0) {
                unread = false;
                context.res().setHeader("Connection", "close");
            }
            return read < 0;
        } catch (IOException e) {
            return true;
        }
    }

    /// The client has closed the connection: nobody reads the answer.
    static final class ClosedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ClosedException() {
            super("the client closed its connection");
        }
    }
}
