package sao.health;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import sao.statistics.ClusteredMean;
import sao.token.TokenIds;

/// Statistics of a model's answers to the probe prompts. The prompts are the same at every check, so the figures of
/// two checks are compared prompt by prompt.
///
/// @param prompts statistics of the answers to each prompt, at least one
/// @param chosenLogProbability mean log-probability of chosen answers; nats per token
/// @param finite whether every distribution consisted of numbers
public record Health(List<PromptFigures> prompts, double chosenLogProbability, boolean finite) {
    private static final int RUN = 4;
    private static final double UNCHANGED = 0.02;
    private static final double CHANCE = 2; // standard errors

    public Health {
        prompts = List.copyOf(prompts);
    }

    /// {@return the repetition, mean over prompts, in [0, 1]; see [PromptFigures#repetition]}
    public double repetition() {
        return mean(PromptFigures::repetition);
    }

    /// {@return the share of answers that ended within the limit of tokens}
    public double ended() {
        return mean(PromptFigures::ended);
    }

    /// {@return the mean length of the answers; tokens}
    public double length() {
        return mean(PromptFigures::length);
    }

    private double mean(ToDoubleFunction<PromptFigures> figure) {
        return prompts.stream().mapToDouble(figure).average().orElseThrow();
    }

    /// {@return a figure of each prompt}
    double[] figures(ToDoubleFunction<PromptFigures> figure) {
        return prompts.stream().mapToDouble(figure).toArray();
    }

    /// {@return the share of runs of four tokens that are repetitions; 0 for answers shorter than that}
    ///
    /// Source: seq-rep-4, Welleck et al., arXiv 1908.04319.
    static double repetition(TokenIds answer) {
        int runs = answer.size() - RUN + 1;
        if (runs < 1) {
            return 0;
        }
        Set<TokenIds> distinct = new HashSet<>();
        for (int start = 0; start < runs; start++) {
            distinct.add(answer.slice(start, start + RUN));
        }
        return 1 - (double) distinct.size() / runs;
    }

    /// {@return the change since the start model, in words}
    public String since(Health start) {
        double moved = chosenLogProbability - start.chosenLogProbability;
        String drift = moved < 0
                ? String.format(
                        Locale.ROOT,
                        "chosen log-prob fell %.2f nat per token%s",
                        -moved,
                        moved > -1 ? ", as is normal while the margin grows" : "")
                : String.format(Locale.ROOT, "chosen log-prob rose %.2f nat per token", moved);
        return String.format(
                Locale.ROOT,
                "%s; %s; %.0f %% of answers ended (start %.0f %%); %.0f tokens each (start %.0f)",
                drift,
                repetitionSince(start),
                100 * ended(),
                100 * start.ended(),
                length(),
                start.length());
    }

    private String repetitionSince(Health start) {
        ClusteredMean moved = ClusteredMean.ofDifferences(
                figures(PromptFigures::repetition), start.figures(PromptFigures::repetition));
        if (Math.abs(moved.mean()) < UNCHANGED) {
            return String.format(Locale.ROOT, "repetition unchanged at %.2f", repetition());
        }
        String words = Math.abs(moved.mean()) < CHANCE * moved.standardError()
                ? "repetition from %2$.2f to %3$.2f, within chance"
                : "repetition %s from %.2f to %.2f";
        return String.format(Locale.ROOT, words, moved.mean() > 0 ? "rose" : "fell", start.repetition(), repetition());
    }
}
