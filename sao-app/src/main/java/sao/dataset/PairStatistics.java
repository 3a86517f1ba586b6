package sao.dataset;

import java.util.Locale;
import sao.domain.PreferencePair;

/// Sums over the pairs of a dataset, gathered while they are written, for the card.
final class PairStatistics {
    private long pairs;
    private long agreeing;
    private long chosenLonger;
    private long chosenTokens;
    private long rejectedTokens;
    private double probability;
    private double margin;

    void add(PreferencePair pair) {
        int chosen = pair.chosen().tokens().size();
        int rejected = pair.rejected().tokens().size();
        pairs++;
        chosenTokens += chosen;
        rejectedTokens += rejected;
        probability += pair.probability();
        margin += pair.margin();
        if (pair.ordersAgree()) {
            agreeing++;
        }
        if (chosen > rejected) {
            chosenLonger++;
        }
    }

    long pairs() {
        return pairs;
    }

    /// {@return a Markdown table; there must be at least one pair}
    String table() {
        return String.format(
                Locale.ROOT,
                """
                | statistic | value |
                | --- | --- |
                | pairs | %d |
                | mean length of chosen | %.1f tokens |
                | mean length of rejected | %.1f tokens |
                | chosen is the longer one | %.1f %% |
                | judge agrees with itself in both orders | %.1f %% |
                | mean p | %.4f |
                | mean margin | %.4f nats |
                """,
                pairs,
                mean(chosenTokens),
                mean(rejectedTokens),
                percent(chosenLonger),
                percent(agreeing),
                probability / pairs,
                margin / pairs);
    }

    private double mean(long sum) {
        return (double) sum / pairs;
    }

    private double percent(long part) {
        return 100 * mean(part);
    }
}
