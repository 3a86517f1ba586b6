package sao.synthesis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sao.novelty.Diversity;
import sao.novelty.Novelty.Reason;
import sao.persona.Attribute;
import sao.persona.Trait;
import sao.result.MeasuredShare;
import sao.result.RoundResult.AttributeCoverage;
import sao.result.RoundResult.PromptDiversity;
import sao.result.RoundResult.PromptRepetition;
import sao.rows.RoundWriter;
import sao.statistics.SeededSample;
import sao.statistics.WilsonProportion;
import sao.token.Seeds;

/// Diversity statistics of the prompts of a round, updated in row order. `docs/diversity.md` defines them. Not
/// thread-safe.
final class PromptSurvey {
    private static final int SAMPLED = 1000;

    private final SeededSample sample;
    private final Map<Trait, Integer> covered = new HashMap<>();
    private final Map<Reason, Integer> repetitions = new HashMap<>();
    private int readable;
    private int wanted;
    private int wantedRepetitions;

    PromptSurvey(long seed) {
        this.sample = new SeededSample(SAMPLED, Seeds.of(seed, "diversity sample"));
    }

    void readable() {
        readable++;
    }

    void repetition(Reason reason, boolean kept) {
        repetitions.merge(reason, 1, Integer::sum);
        wantedRepetitions += kept ? 1 : 0;
    }

    void wanted(Row row, String text) {
        wanted++;
        sample.offer(row.number(), text);
        row.traits().forEach(trait -> covered.merge(trait, 1, Integer::sum));
    }

    /// Writes all figures to the ledger.
    ///
    /// @param records writer of the round
    /// @param attributes attributes of the personas
    void record(RoundWriter records, List<Attribute> attributes) {
        int exact = count(Reason.DUPLICATE);
        int near = count(Reason.NEAR_DUPLICATE) + count(Reason.ROUGE_L);
        repetition(records, "exact", new WilsonProportion(exact, readable));
        repetition(records, "near", new WilsonProportion(near, readable));
        repetition(records, "kept", new WilsonProportion(wantedRepetitions, wanted));
        Diversity diversity = Diversity.of(sample.texts());
        for (int run = 0; run < diversity.distinct().size(); run++) {
            diversity(
                    records,
                    "distinct_%d".formatted(run + 1),
                    diversity.distinct().get(run),
                    diversity.texts());
        }
        diversity(records, "compression_ratio", diversity.compressionRatio(), diversity.texts());
        diversity(records, "word_entropy", diversity.entropy(), diversity.texts());
        diversity(records, "self_bleu", diversity.selfBleu(), diversity.texts());
        for (int attribute = 0; attribute < attributes.size(); attribute++) {
            int number = attribute;
            long seen = covered.keySet().stream()
                    .filter(trait -> trait.attribute() == number)
                    .count();
            int all = attributes.get(attribute).values().size();
            records.result(
                    new AttributeCoverage(attributes.get(attribute).name(), seen, all, evenness(number, all), wanted));
        }
    }

    private int count(Reason reason) {
        return repetitions.getOrDefault(reason, 0);
    }

    /// Returns the entropy of the observed values of an attribute divided by the entropy of their uniform
    /// distribution, in [0, 1].
    private double evenness(int attribute, int values) {
        double entropy = 0;
        for (Map.Entry<Trait, Integer> trait : covered.entrySet()) {
            if (trait.getKey().attribute() == attribute) {
                double share = (double) trait.getValue() / wanted;
                entropy -= share * Math.log(share);
            }
        }
        return values < 2 ? 1 : entropy / Math.log(values);
    }

    private static void repetition(RoundWriter records, String kind, WilsonProportion share) {
        records.result(new PromptRepetition(kind, MeasuredShare.of(share)));
    }

    private static void diversity(RoundWriter records, String name, double value, int texts) {
        records.result(new PromptDiversity(name, value, texts));
    }
}
