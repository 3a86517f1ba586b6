package sao.summarizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import sao.chat.Answer;
import sao.domain.PreferencePair;
import sao.ledger.LedgerReader;
import sao.result.MeasuredShare;
import sao.statistics.WilsonProportion;
import sao.summary.Histogram;
import sao.summary.PairSummary;
import sao.summary.PairSummary.Sample;

/// Reads the pairs of a round twice, so that only the texts of the shown pairs are in memory.
final class LedgerPairs {
    private static final int MOST_SAMPLES = 500;

    private final LedgerReader ledger;
    private final int round;
    private final List<Measures> all;
    private final boolean counted;

    private LedgerPairs(LedgerReader ledger, int round, List<Measures> all) {
        this.ledger = ledger;
        this.round = round;
        this.all = all;
        this.counted = all.stream()
                .allMatch(one -> one.chosen().tokens().isPresent()
                        && one.rejected().tokens().isPresent());
    }

    /// The values of a pair that are kept in memory.
    private record Measures(
            String id, String judge, double p, double margin, boolean agree, Length chosen, Length rejected) {}

    /// The length of an answer.
    ///
    /// @param tokens number of tokens; empty if unknown
    /// @param characters number of code points
    private record Length(OptionalInt tokens, int characters) {
        static Length of(Answer answer) {
            return new Length(
                    answer.completionTokens(),
                    answer.text().codePointCount(0, answer.text().length()));
        }
    }

    /// {@return the pairs of a round}
    static LedgerPairs of(LedgerReader ledger, int round) {
        List<Measures> all = new ArrayList<>();
        ledger.round(round).pairs().forEach(pair -> all.add(measures(pair)));
        all.sort(Comparator.comparingDouble(Measures::margin).thenComparing(Measures::id));
        return new LedgerPairs(ledger, round, all);
    }

    /// {@return the name of the judge that ranked the pairs; empty if there are none}
    Optional<String> judge() {
        return all.stream().map(Measures::judge).findFirst();
    }

    /// {@return the length in tokens if the token counts of all answers are known, otherwise in characters}
    private int length(Length length) {
        return counted ? length.tokens().orElseThrow() : length.characters();
    }

    /// {@return statistics and examples of the pairs}
    PairSummary summary() {
        Histogram lengths = Histogram.of(
                new Histogram.Values(
                        "chosen",
                        all.stream().map(one -> (double) length(one.chosen())).toList()),
                new Histogram.Values(
                        "rejected",
                        all.stream().map(one -> (double) length(one.rejected())).toList()));
        return new PairSummary(
                all.size(),
                samples(Spread.of(all, MOST_SAMPLES)),
                share(all.stream().filter(Measures::agree).count(), all.size()),
                chosenLonger(),
                lengths,
                counted ? "tokens" : "characters",
                Histogram.of(new Histogram.Values(
                        "margin", all.stream().map(Measures::margin).toList())),
                Histogram.of(
                        0.5,
                        1,
                        new Histogram.Values("p", all.stream().map(Measures::p).toList())));
    }

    private MeasuredShare chosenLonger() {
        List<Measures> unequal = all.stream()
                .filter(one -> one.chosen().characters() != one.rejected().characters())
                .toList();
        long longer = unequal.stream()
                .filter(one -> one.chosen().characters() > one.rejected().characters())
                .count();
        return MeasuredShare.of(new WilsonProportion(longer, unequal.size()));
    }

    private static Measures measures(PreferencePair pair) {
        return new Measures(
                pair.id(),
                pair.judge(),
                pair.probability(),
                pair.margin(),
                pair.ordersAgree(),
                Length.of(pair.chosen()),
                Length.of(pair.rejected()));
    }

    private List<Sample> samples(List<Measures> chosen) {
        Set<String> wanted = new HashSet<>();
        chosen.forEach(one -> wanted.add(one.id()));
        List<Sample> samples = new ArrayList<>();
        ledger.round(round).pairs().forEach(pair -> {
            if (wanted.contains(pair.id())) {
                samples.add(sample(
                        pair, ledger.round(round).persona(pair.personaId()).orElse("")));
            }
        });
        return samples;
    }

    private Sample sample(PreferencePair pair, String persona) {
        return new Sample(
                pair.id(),
                persona,
                pair.promptText(),
                pair.chosen().text(),
                pair.rejected().text(),
                pair.probability(),
                EvaluationResults.sigmoid(pair.logOddsGiven()),
                EvaluationResults.sigmoid(-pair.logOddsSwapped()),
                pair.margin(),
                length(Length.of(pair.chosen())),
                length(Length.of(pair.rejected())));
    }

    private static double share(long part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
