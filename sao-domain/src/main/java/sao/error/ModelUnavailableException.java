package sao.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The model cannot answer now, but the same call may succeed later: a server that is overloaded, starting
/// or restarting, a rate limit, a broken connection.
public final class ModelUnavailableException extends SaoException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    /// @param problem what is wrong, with the values that show it
    /// @param remedy what the reader can do when retries do not help, beginning with a verb
    /// @param retryAfter delay that the server asks for; empty if it states none
    /// @throws IllegalArgumentException if the delay is negative
    public ModelUnavailableException(String problem, String remedy, Optional<Duration> retryAfter) {
        super(problem, remedy);
        this.retryAfter = checked(retryAfter);
    }

    /// @param problem what is wrong, with the values that show it
    /// @param remedy what the reader can do when retries do not help, beginning with a verb
    /// @param retryAfter delay that the server asks for; empty if it states none
    /// @param cause what was caught
    /// @throws IllegalArgumentException if the delay is negative
    public ModelUnavailableException(String problem, String remedy, Optional<Duration> retryAfter, Throwable cause) {
        super(problem, remedy, cause);
        this.retryAfter = checked(retryAfter);
    }

    private static @Nullable Duration checked(Optional<Duration> retryAfter) {
        if (retryAfter.isPresent() && retryAfter.get().isNegative()) {
            throw new IllegalArgumentException("a delay of " + retryAfter.get());
        }
        return retryAfter.orElse(null);
    }

    /// {@return the delay that the server asks for; empty if it states none}
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
