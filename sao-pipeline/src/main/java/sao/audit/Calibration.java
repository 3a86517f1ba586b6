package sao.audit;

import java.util.ArrayList;
import java.util.List;
import sao.domain.Judgment;
import sao.statistics.WilsonProportion;

/// The calibration of a judge's probabilities: the accuracy of its verdicts by confidence.
///
/// @param bins verdicts by confidence, from 0.5 to 1 in five bins of equal width, without empty bins
/// @param error expected calibration error: mean absolute difference between confidence and accuracy over all
///     verdicts, in [0, 1]; 0 without verdicts
/// @param labelled whether the reference is the labels of labelled pairs; otherwise it is the known order of
///     generated probes
public record Calibration(List<Bin> bins, double error, boolean labelled) {
    private static final int BINS = 5;

    public Calibration {
        bins = List.copyOf(bins);
    }

    /// Verdicts in one range of confidence.
    ///
    /// @param confidence mean confidence, in [0.5, 1]
    /// @param right share of correct verdicts
    public record Bin(double confidence, WilsonProportion right) {}

    /// {@return the calibration of these verdicts; ties and unreadable judgments have no confidence and are
    /// ignored}
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
