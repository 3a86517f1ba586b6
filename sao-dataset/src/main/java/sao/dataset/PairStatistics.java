package sao.dataset;

import java.util.Locale;
import java.util.OptionalInt;
import sao.domain.PreferencePair;

/// Statistics of a dataset's pairs for the dataset card, accumulated while the pairs are written.
final class PairStatistics {
    private long pairs;
    private long counted;
    private long agreeing;
    private long chosenLonger;
    private long chosenTokens;
    private long rejectedTokens;
    private double probability;
    private double margin;

    void add(PreferencePair pair) {
        OptionalInt chosen = pair.chosen().completionTokens();
        OptionalInt rejected = pair.rejected().completionTokens();
        pairs++;
        if (chosen.isPresent() && rejected.isPresent()) {
            counted++;
            chosenTokens += chosen.getAsInt();
            rejectedTokens += rejected.getAsInt();
            chosenLonger += chosen.getAsInt() > rejected.getAsInt() ? 1 : 0;
        }
        probability += pair.probability();
        margin += pair.margin();
        if (pair.ordersAgree()) {
            agreeing++;
        }
    }

    long pairs() {
        return pairs;
    }

    /// {@return the statistics as a Markdown table; at least one pair must have been added}
    String table() {
        return String.format(
                Locale.ROOT, """
                | statistic | value |
                | --- | --- |
                | pairs | %d |
                %s| judge agrees with itself in both orders | %.1f %% |
                | mean p | %.4f |
                | mean margin | %.4f nats |
                """, pairs, lengths(), 100.0 * agreeing / pairs, probability / pairs, margin / pairs);
    }

    /// Means over the pairs whose token counts are known.
    private String lengths() {
        if (counted == 0) {
            return "| mean length | unknown: the model does not return token counts |\n";
        }
        String lengths = String.format(
                Locale.ROOT,
                """
                | mean length of chosen | %.1f tokens |
                | mean length of rejected | %.1f tokens |
                | chosen is the longer one | %.1f %% |
                """,
                (double) chosenTokens / counted,
                (double) rejectedTokens / counted,
                100.0 * chosenLonger / counted);
        return counted == pairs ? lengths : "| pairs with known lengths | %d |\n%s".formatted(counted, lengths);
    }
}
