package sao.health;

import java.util.Locale;
import java.util.Optional;

/// Limits of the change of a model since its start, beyond which it fails the check.
///
/// @param repetitionRise largest rise of the repetition, in (0, 1]
/// @param logProbabilityFall largest fall of the chosen answers' log-probability, above 0; nats per token
public record HealthLimits(double repetitionRise, double logProbabilityFall) {
    private static final double SHORTEST = 0.25;
    private static final double FEWEST_ENDS = 0.25;
    private static final double LEAST_FALL_OF_ENDS = 0.25; // of few probes one or two end by chance

    /// {@return why a model fails the check, in words; empty if it passes}
    public Optional<String> complaint(Health start, Health now) {
        if (!now.finite() || !Double.isFinite(now.chosenLogProbability())) {
            return Optional.of("its distributions are not all numbers");
        }
        if (now.repetition() > start.repetition() + repetitionRise) {
            return failure("repetition rose from %.2f to %.2f", start.repetition(), now.repetition());
        }
        double fall = start.chosenLogProbability() - now.chosenLogProbability();
        if (fall > logProbabilityFall) {
            return failure(
                    "the log-probability of chosen answers fell by %.2f nats per token to %.2f",
                    fall, now.chosenLogProbability());
        }
        if (now.length() < SHORTEST * start.length()) {
            return failure("answers shrank from %.0f to %.0f tokens", start.length(), now.length());
        }
        if (now.ended() < FEWEST_ENDS * start.ended() && start.ended() - now.ended() > LEAST_FALL_OF_ENDS) {
            return failure("the share of answers that end fell from %.2f to %.2f", start.ended(), now.ended());
        }
        return Optional.empty();
    }

    private static Optional<String> failure(String words, double before, double now) {
        return Optional.of(String.format(Locale.ROOT, words, before, now));
    }
}
