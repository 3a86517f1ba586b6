package sao.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// Builds error bodies in the OpenAI protocol's format.
final class ErrorBody {
    private ErrorBody() {}

    /// {@return the body of a response with an error status}
    ///
    /// @param parameter the name of the invalid field, if the error concerns one
    static ObjectNode of(int status, String message, Optional<String> parameter) {
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error");
        error.put("message", message);
        error.put("type", type(status));
        parameter.ifPresentOrElse(name -> error.put("param", name), () -> error.putNull("param"));
        error.put("code", status);
        return body;
    }

    private static String type(int status) {
        return switch (status) {
            case 400 -> "BadRequestError";
            case 401 -> "AuthenticationError";
            case 403 -> "PermissionDeniedError";
            case 404 -> "NotFoundError";
            case 405 -> "MethodNotAllowedError";
            case 413 -> "RequestTooLargeError";
            case 429 -> "RateLimitError";
            case 503 -> "ServiceUnavailableError";
            default -> "InternalServerError";
        };
    }
}
