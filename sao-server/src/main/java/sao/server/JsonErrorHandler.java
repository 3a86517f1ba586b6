package sao.server;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Writes the protocol's error body, instead of an HTML page, for requests that Jetty rejects before an
/// endpoint is called, such as those with malformed or too long headers. Any thread.
final class JsonErrorHandler extends ErrorHandler {
    private static final String JSON = "application/json";

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, JSON);
        response.write(true, body(code, message), callback);
    }

    private static ByteBuffer body(int status, @Nullable String reason) {
        String text = reason == null ? HttpStatus.getMessage(status) : reason;
        return ByteBuffer.wrap(Json.bytes(ErrorBody.of(status, text + ".", Optional.empty())));
    }
}
