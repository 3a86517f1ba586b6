package sao.server;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.SelectableChannelEndPoint;

/// The client connection of a running request. It is polled to find out whether the client has disconnected.
///
/// While a request runs, nothing else reads from its connection, so this class reads without blocking. If the
/// client has pipelined its next request, the response closes the connection, and the client must repeat that
/// request on a new one (RFC 9112, section 9.3.2).
final class ClientConnection {
    private final Context context;
    private final Optional<SocketChannel> channel;
    private final BooleanSupplier timeIsUp;
    private boolean unread = true; // no byte of another request has been read

    /// @param timeIsUp whether the server is stopping and its shutdown timeout has expired
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

    /// Ends the request if the client has disconnected or the server's shutdown timeout has expired.
    ///
    /// @throws ClosedException if the client has closed the connection
    /// @throws ApiException 503 if the server is stopping and its shutdown timeout has expired
    void requireOpen() {
        if (isGone()) {
            throw new ClosedException();
        }
        requireTime();
    }

    /// Ends the request if the server's shutdown timeout has expired. Unlike [#requireOpen], this makes no
    /// system call.
    ///
    /// @throws ApiException 503 if the server is stopping and its shutdown timeout has expired
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

    /// The client has closed the connection, so the response cannot be delivered.
    static final class ClosedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ClosedException() {
            super("the client closed its connection");
        }
    }
}
