package sao.retry;

import java.time.Duration;
import java.util.Optional;

/// How often a call is attempted, and how long to wait in between: the delay that the server asks for, otherwise
/// one that doubles with each attempt.
///
/// @param attempts maximum number of attempts, at least 1
/// @param first delay after the first attempt, above 0
/// @param longest longest delay; a server that asks for more is not asked again
public record RetryPolicy(int attempts, Duration first, Duration longest) {
    /// Eight attempts over about two minutes, no delay above one minute.
    public static final RetryPolicy USUAL = new RetryPolicy(8, Duration.ofSeconds(1), Duration.ofMinutes(1));

    /// @throws IllegalArgumentException if there is no attempt, or the delays are not positive and ascending
    public RetryPolicy {
        if (attempts < 1) {
            throw new IllegalArgumentException("%d attempts".formatted(attempts));
        }
        if (!first.isPositive() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("delays from %s to %s".formatted(first, longest));
        }
    }

    /// {@return the delay before the next attempt; empty if there is none}
    ///
    /// @param failed number of attempts that have failed, at least 1
    /// @param asked delay that the server asks for; empty if it states none
    Optional<Duration> delay(int failed, Optional<Duration> asked) {
        if (failed >= attempts || (asked.isPresent() && asked.get().compareTo(longest) > 0)) {
            return Optional.empty();
        }
        return Optional.of(asked.orElseGet(() -> doubled(failed - 1)));
    }

    private Duration doubled(int times) {
        Duration delay = first.multipliedBy(1L << Math.min(times, 30));
        return delay.compareTo(longest) < 0 ? delay : longest;
    }
}
