package sao.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// A figure of a question whose choices were scored, as the Language Model Evaluation Harness defines it.
enum ChoiceMetric {
    /// 1 if the choice with the largest log-likelihood is right.
    ACC,
    /// 1 if the choice with the largest log-likelihood for each character (Unicode code point) is right.
    ACC_NORM,
    /// The share of the probability of all choices that the right ones have (TruthfulQA's mc2).
    TRUE_MASS;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ChoiceMetric of(String label) {
        return Arrays.stream(values())
                .filter(metric -> metric.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(label + " is not a metric"));
    }

    /// {@return the figure of a question, 0 to 1}
    ///
    /// @param likelihoods log-likelihood of each choice, nats
    double of(List<String> choices, Set<Integer> gold, double[] likelihoods) {
        return switch (this) {
            case ACC, ACC_NORM -> gold.contains(chosen(choices, likelihoods)) ? 1 : 0;
            case TRUE_MASS -> mass(gold, likelihoods);
        };
    }

    /// {@return the index of the chosen choice; the first one of equals}
    int chosen(List<String> choices, double[] likelihoods) {
        ToDoubleFunction<Integer> value = this == ACC_NORM
                ? i -> likelihoods[i]
                        / choices.get(i).codePointCount(0, choices.get(i).length())
                : i -> likelihoods[i];
        int best = 0;
        for (int i = 1; i < likelihoods.length; i++) {
            if (value.applyAsDouble(i) > value.applyAsDouble(best)) {
                best = i;
            }
        }
        return best;
    }

    /// The largest log-likelihood is subtracted first, so that no exponential underflows.
    private static double mass(Set<Integer> gold, double[] likelihoods) {
        double largest = Arrays.stream(likelihoods).max().orElse(0);
        double right = 0;
        double all = 0;
        for (int i = 0; i < likelihoods.length; i++) {
            double probability = Math.exp(likelihoods[i] - largest);
            all += probability;
            right += gold.contains(i) ? probability : 0;
        }
        return right / all;
    }
}
