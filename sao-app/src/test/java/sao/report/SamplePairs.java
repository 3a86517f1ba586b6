package sao.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import sao.result.MeasuredShare;
import sao.statistics.WilsonProportion;
import sao.summary.Histogram;
import sao.summary.PairSummary;

/// Pairs that nobody made, with texts that try to break out of a page.
final class SamplePairs {
    private SamplePairs() {}

    static PairSummary pairs(int count, long seed) {
        var random = new SplittableRandom(seed);
        List<PairSummary.Sample> samples = new ArrayList<>();
        List<Double> chosen = new ArrayList<>();
        List<Double> rejected = new ArrayList<>();
        List<Double> margins = new ArrayList<>();
        List<Double> probabilities = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double margin = random.nextExponential() * 0.3;
            int longer = 20 + random.nextInt(108);
            int shorter = 20 + random.nextInt(108);
            samples.add(new PairSummary.Sample(
                    "%016x%016x".formatted(random.nextLong(), random.nextLong()),
                    i % 3 == 0 ? "a retired train driver who mends clocks" : "",
                    SampleTexts.prompt(random, i),
                    SampleTexts.answer(random, i),
                    SampleTexts.answer(random, i + 1),
                    sigmoid(margin),
                    sigmoid(margin + 0.1),
                    sigmoid(margin - 0.1),
                    margin,
                    longer,
                    shorter));
            chosen.add((double) longer);
            rejected.add((double) shorter);
            margins.add(margin);
            probabilities.add(sigmoid(margin));
        }
        return new PairSummary(
                count,
                samples,
                0.75,
                MeasuredShare.of(new WilsonProportion(0.42 * count, count)),
                Histogram.of(new Histogram.Values("chosen", chosen), new Histogram.Values("rejected", rejected)),
                "tokens",
                Histogram.of(new Histogram.Values("margin", margins)),
                Histogram.of(0.5, 1, new Histogram.Values("p", probabilities)));
    }

    private static double sigmoid(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }
}
