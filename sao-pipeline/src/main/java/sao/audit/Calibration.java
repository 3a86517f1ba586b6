package sao.audit;

import java.util.ArrayList;
import java.util.List;
import sao.domain.Judgment;
import sao.statistics.WilsonProportion;

/// Whether a judge's probabilities mean what they say: of the verdicts given with 80 %, are 80 % right?
///
/// @param bins by the judge's confidence in its own verdict, from 0.5 to 1 in five equal steps; empty ones
///     are left out
/// @param error mean distance between confidence and accuracy over all verdicts (expected calibration
///     error), in [0, 1]; 0 of none
/// @param labelled whether people's labels were the truth, or else probes made worse on purpose
public record Calibration(List<Bin> bins, double error, boolean labelled) {
    private static final int BINS = 5;

    public Calibration {
        bins = List.copyOf(bins);
    }

    /// Verdicts of about the same confidence.
    ///
    /// @param confidence their mean confidence, in [0.5, 1]
    /// @param right how many of them were right
    public record Bin(double confidence, WilsonProportion right) {}

    /// {@return the calibration of these verdicts; ties and unreadable ones carry no confidence and do not
    /// count}
    ///
    /// Source: Guo, Pleiss, Sun and Weinberger, On calibration of modern neural networks, ICML 2017.
    static Calibration of(List<JudgedProbe> judged, boolean labelled) {
        List<Bin> bins = new ArrayList<>();
        double distance = 0;
        int all = 0;
        for (int bin = 0; bin < BINS; bin++) {
            int right = 0;
            int count = 0;
            double confidence = 0;
            for (JudgedProbe one : judged) {
                if (one.judgment() instanceof Judgment.Ranked ranked && bin(ranked) == bin) {
                    count++;
                    right += ranked.firstWins() ? 1 : 0;
                    confidence += confidence(ranked);
                }
            }
            if (count > 0) {
                bins.add(new Bin(confidence / count, new WilsonProportion(right, count)));
                distance += Math.abs(confidence - right);
                all += count;
            }
        }
        return new Calibration(bins, all == 0 ? 0 : distance / all, labelled);
    }

    private static double confidence(Judgment.Ranked ranked) {
        return Math.max(ranked.probability(), 1 - ranked.probability());
    }

    private static int bin(Judgment.Ranked ranked) {
        return Math.min(BINS - 1, (int) ((confidence(ranked) - 0.5) * 2 * BINS));
    }
}
