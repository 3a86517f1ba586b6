package sao.health;

import java.util.Locale;
import java.util.Optional;

/// How far a model may move from its start before it counts as ill.
///
/// @param repetitionRise most that the repetition may rise, in (0, 1]
/// @param logProbabilityFall most that the chosen answers' log-probability may fall, above 0; nats per token
public record HealthLimits(double repetitionRise, double logProbabilityFall) {
    private static final double SHORTEST = 0.25;
    private static final double FEWEST_ENDS = 0.25;
    private static final double LEAST_FALL_OF_ENDS = 0.25; // of few probes one or two end by chance

    /// {@return what is wrong, in words; empty if nothing is}
    public Optional<String> complaint(Health start, Health now) {
        if (!now.finite() || !Double.isFinite(now.chosenLogProbability())) {
            return Optional.of("its distributions are not all numbers");
        }
        if (now.repetition() > start.repetition() + repetitionRise) {
            return said("repetition rose from %.2f to %.2f", start.repetition(), now.repetition());
        }
        double fall = start.chosenLogProbability() - now.chosenLogProbability();
        if (fall > logProbabilityFall) {
            return said(
                    "the log-probability of chosen answers fell by %.2f nats per token to %.2f",
                    fall, now.chosenLogProbability());
        }
        if (now.length() < SHORTEST * start.length()) {
            return said("answers shrank from %.0f to %.0f tokens", start.length(), now.length());
        }
        if (now.ended() < FEWEST_ENDS * start.ended() && start.ended() - now.ended() > LEAST_FALL_OF_ENDS) {
            return said("the share of answers that end fell from %.2f to %.2f", start.ended(), now.ended());
        }
        return Optional.empty();
    }

    private static Optional<String> said(String words, double before, double now) {
        return Optional.of(String.format(Locale.ROOT, words, before, now));
    }
}
