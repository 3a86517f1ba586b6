package sao.server;

import java.util.Optional;
import sao.error.SaoException;

/// A request that is answered with an error.
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String parameter;

    private ApiException(int status, String message, String parameter) {
        super(message);
        this.status = status;
        this.parameter = parameter;
    }

    /// {@return the error of a field}
    static ApiException field(String name, String message) {
        return new ApiException(400, message, name);
    }

    /// {@return an error with a status of its own}
    static ApiException of(int status, String message) {
        return new ApiException(status, message, "");
    }

    /// {@return the error of a request that the engine does not take}
    static ApiException refused(SaoException cause) {
        return of(400, cause.problem() + " " + cause.remedy());
    }

    int status() {
        return status;
    }

    /// {@return the field that is wrong, if it is one}
    Optional<String> parameter() {
        return parameter.isEmpty() ? Optional.empty() : Optional.of(parameter);
    }
}
