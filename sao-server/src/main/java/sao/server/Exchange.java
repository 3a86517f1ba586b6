package sao.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/// One request and its answer.
final class Exchange {
    private final Context context;
    private final ServerMetrics metrics;
    private final BooleanSupplier timeIsUp;
    private final String id = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    private final long created = Instant.now().getEpochSecond();

    /// @param timeIsUp whether the server stops and waits for no request any longer
    Exchange(Context context, ServerMetrics metrics, BooleanSupplier timeIsUp) {
        this.context = context;
        this.timeIsUp = timeIsUp;
        this.metrics = metrics;
    }

    /// {@return what this answer is called}
    String id() {
        return id;
    }

    /// {@return when the request came, Unix seconds}
    long created() {
        return created;
    }

    /// {@return the fields of the request's body}
    ///
    /// @throws ApiException if it is no JSON object
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

    /// Adds what the request cost to what the server reports.
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

    /// Answers the requests of one path.
    interface Endpoint {
        /// Answers a request.
        ///
        /// @throws ApiException if the request is wrong
        /// @throws sao.error.SaoException if the model fails
        void answer(Exchange exchange);
    }
}
