package sao.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/// One HTTP request and its response. Used by the request's thread.
final class Exchange {
    private final Context context;
    private final ServerMetrics metrics;
    private final BooleanSupplier timeIsUp;
    private final String id = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    private final long created = Instant.now().getEpochSecond();

    /// @param timeIsUp whether the server is stopping and its shutdown timeout has expired
    Exchange(Context context, ServerMetrics metrics, BooleanSupplier timeIsUp) {
        this.context = context;
        this.timeIsUp = timeIsUp;
        this.metrics = metrics;
    }

    /// {@return the random id of this response, 16 hexadecimal digits}
    String id() {
        return id;
    }

    /// {@return the time at which the request arrived; Unix time in seconds}
    long created() {
        return created;
    }

    /// {@return the fields of the request's body}
    ///
    /// @throws ApiException 400 if the body is not a JSON object or its content type is not `application/json`
    RequestFields fields() {
        String type = String.valueOf(context.contentType()).toLowerCase(Locale.ROOT);
        if (!type.startsWith("application/json")) { // a page in a browser cannot send it unasked
            throw ApiException.of(
                    400, "The content type is %s. Send the body as application/json.".formatted(context.contentType()));
        }
        return RequestFields.of(body());
    }

    private byte[] body() {
        try {
            return context.bodyAsBytes();
        } catch (Exception e) {
            if (e instanceof IOException) { // the client closed the connection before it had sent all
                throw new ClientConnection.ClosedException();
            }
            throw e;
        }
    }

    ClientConnection connection() {
        return new ClientConnection(context, timeIsUp);
    }

    /// Adds the request's token counts to the server's metrics.
    void count(TokenUsage usage) {
        metrics.tokens(usage);
    }

    void send(ObjectNode body) {
        context.contentType("application/json");
        context.result(Json.bytes(body));
    }

    EventStream events() {
        return new EventStream(context);
    }

    /// Handles the requests of one path.
    interface Endpoint {
        /// Handles a request and sends its response.
        ///
        /// @throws ApiException if the request is invalid
        /// @throws sao.error.SaoException if the model fails
        void answer(Exchange exchange);
    }
}
