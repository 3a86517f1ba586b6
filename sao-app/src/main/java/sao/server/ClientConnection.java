package sao.server;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.SelectableChannelEndPoint;

/// The connection on which a request came, to see whether somebody still waits for the answer.
///
/// While a request is answered nobody else reads from its connection, so this does, without waiting. A
/// client that sends its next request before it has the answer is told to send that one again on a new
/// connection (RFC 9112, 9.3.2).
final class ClientConnection {
    private final Context context;
    private final Optional<SocketChannel> channel;
    private boolean unread = true; // no byte of another request has been read

    ClientConnection(Context context) {
        this.context = context;
        this.channel = ServletContextRequest.getServletContextRequest(context.req())
                                        .getConnectionMetaData()
                                        .getConnection()
                                        .getEndPoint()
                                instanceof SelectableChannelEndPoint point
                        && point.getChannel() instanceof SocketChannel socket
                ? Optional.of(socket)
                : Optional.empty();
    }

    /// {@return whether the client has closed it}
    boolean isGone() {
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
}
