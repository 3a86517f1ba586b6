package sao.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/// One request and its answer.
final class Exchange {
    private final Context context;
    private final ServerMetrics metrics;
    private final String id = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    private final long created = Instant.now().getEpochSecond();

    Exchange(Context context, ServerMetrics metrics) {
        this.context = context;
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
    Fields fields() {
        String type = String.valueOf(context.contentType()).toLowerCase(Locale.ROOT);
        if (!type.startsWith("application/json")) { // a page in a browser cannot send it unasked
            throw ApiException.of(
                    400, "The content type is %s. Send the body as application/json.".formatted(context.contentType()));
        }
        return Fields.of(context.bodyAsBytes());
    }

    ClientConnection connection() {
        return new ClientConnection(context);
    }

    /// Adds what the request cost to what the server reports.
    void count(Usages usage) {
        metrics.tokens(usage);
    }

    void send(ObjectNode body) {
        context.contentType("application/json");
        context.result(Json.bytes(body));
    }

    EventStream events() {
        return new EventStream(context);
    }
}
