package sao.server;

import java.util.Optional;
import sao.error.SaoException;

/// An error response to a request: an HTTP status, a message and the invalid field, if one is to blame.
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String parameter;

    private ApiException(int status, String message, String parameter) {
        super(message);
        this.status = status;
        this.parameter = parameter;
    }

    /// {@return the error for an invalid field; status 400}
    static ApiException field(String name, String message) {
        return new ApiException(400, message, name);
    }

    /// {@return an error with the given HTTP status}
    static ApiException of(int status, String message) {
        return new ApiException(status, message, "");
    }

    /// {@return the error for a request that the engine rejects; status 400}
    static ApiException refused(SaoException cause) {
        return of(400, cause.problem() + " " + cause.remedy());
    }

    int status() {
        return status;
    }

    /// {@return the name of the invalid field; empty if the error concerns no single field}
    Optional<String> parameter() {
        return parameter.isEmpty() ? Optional.empty() : Optional.of(parameter);
    }
}
