package sao.health;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import sao.error.Arguments;
import sao.statistics.SignFlips;

/// Limits of the change of a model since its start. A model fails the check if a figure of its answers is beyond its
/// limit and the change is significant. The log-probability of chosen answers needs no test: the answers are given
/// ones, so nothing is drawn, and equal weights give equal values.
///
/// @param repetitionRise largest rise of the repetition, in (0, 1]
/// @param endFall largest fall of the end-of-turn rate, as a share of the start model's, in (0, 1]
/// @param lengthFall largest fall of the mean length, as a share of the start model's, in (0, 1]
/// @param logProbabilityFall largest fall of the chosen answers' log-probability, above 0; nats per token
/// @param falseAlarm largest probability that a training whose model answers as its start model does fails any
///     check, in (0, 1)
public record HealthLimits(
        double repetitionRise, double endFall, double lengthFall, double logProbabilityFall, double falseAlarm) {
    /// The number of significance tests of a check.
    static final int TESTS = 3;

    public HealthLimits {
        Arguments.require(falseAlarm > 0 && falseAlarm < 1, "guard.false_alarm", falseAlarm, "between 0 and 1");
    }

    /// {@return why a model fails the check, in words; empty if it passes}
    ///
    /// @param start of the same prompts
    /// @param level largest p-value of a finding, see [GuardRules#level]; 1: significance is not asked for
    public Optional<String> complaint(Health start, Health now, double level) {
        if (!now.finite() || !Double.isFinite(now.chosenLogProbability())) {
            return Optional.of("its distributions are not all numbers");
        }
        double fall = start.chosenLogProbability() - now.chosenLogProbability();
        if (fall > logProbabilityFall) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "the log-probability of chosen answers fell by %.2f nats per token to %.2f",
                    fall,
                    now.chosenLogProbability()));
        }
        Comparison compared = new Comparison(start, now, level);
        return repetition(compared).or(() -> ends(compared)).or(() -> length(compared));
    }

    private Optional<String> repetition(Comparison compared) {
        return compared.now().repetition() > compared.start().repetition() + repetitionRise
                ? compared.rise("repetition rose from %.2f to %.2f", PromptFigures::repetition)
                : Optional.empty();
    }

    private Optional<String> ends(Comparison compared) {
        return compared.now().ended() < (1 - endFall) * compared.start().ended()
                ? compared.fall("the share of answers that end fell from %.2f to %.2f", PromptFigures::ended)
                : Optional.empty();
    }

    private Optional<String> length(Comparison compared) {
        return compared.now().length() < (1 - lengthFall) * compared.start().length()
                ? compared.fall("answers shrank from %.0f to %.0f tokens", PromptFigures::length)
                : Optional.empty();
    }

    /// Two checks, compared prompt by prompt.
    private record Comparison(Health start, Health now, double level) {
        Optional<String> rise(String words, ToDoubleFunction<PromptFigures> figure) {
            return finding(words, 1, figure);
        }

        Optional<String> fall(String words, ToDoubleFunction<PromptFigures> figure) {
            return finding(words, -1, figure);
        }

        private Optional<String> finding(String words, int sign, ToDoubleFunction<PromptFigures> figure) {
            double[] before = start.figures(figure);
            double[] after = now.figures(figure);
            double[] differences = new double[before.length];
            Arrays.setAll(differences, i -> sign * (after[i] - before[i]));
            double probability = SignFlips.probabilityOfRise(differences);
            return probability > level
                    ? Optional.empty()
                    : Optional.of(String.format(
                            Locale.ROOT,
                            words + " (p = %.1e on %d prompts, level %.1e)",
                            mean(before),
                            mean(after),
                            probability,
                            before.length,
                            level));
        }

        private static double mean(double... values) {
            return Arrays.stream(values).average().orElseThrow();
        }
    }
}
