package sao.health;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import sao.token.TokenIds;

/// Statistics of a model's answers.
///
/// @param repetition share of an answer's runs of four tokens that occurred earlier in it, mean over answers, in
///     [0, 1]
/// @param ended share of answers that ended within the limit of tokens
/// @param length mean length of the answers; tokens
/// @param chosenLogProbability mean log-probability of chosen answers; nats per token
/// @param finite whether every distribution consisted of numbers
public record Health(double repetition, double ended, double length, double chosenLogProbability, boolean finite) {
    private static final int RUN = 4;
    private static final double UNCHANGED = 0.02;

    /// {@return the statistics of answers}
    ///
    /// @param answers at least one
    static Health of(ProbeAnswers answers, double chosenLogProbability) {
        List<TokenIds> tokens = answers.tokens();
        return new Health(
                tokens.stream().mapToDouble(Health::repetition).average().orElseThrow(),
                (double) answers.ended() / tokens.size(),
                tokens.stream().mapToInt(TokenIds::size).average().orElseThrow(),
                chosenLogProbability,
                answers.finite());
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
                100 * ended,
                100 * start.ended,
                length,
                start.length);
    }

    private String repetitionSince(Health start) {
        double moved = repetition - start.repetition;
        if (Math.abs(moved) < UNCHANGED) {
            return String.format(Locale.ROOT, "repetition unchanged at %.2f", repetition);
        }
        return String.format(
                Locale.ROOT,
                "repetition %s from %.2f to %.2f",
                moved > 0 ? "rose" : "fell",
                start.repetition,
                repetition);
    }
}
