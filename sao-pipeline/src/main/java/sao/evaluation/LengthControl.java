package sao.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;
import sao.statistics.Bootstrap;
import sao.statistics.Interval;
import sao.statistics.SparseLogistic;

/// The win rate a candidate would have if its responses were as long as the baseline's.
///
/// A logistic regression explains the outcomes by a constant and by `tanh(d / s)`, where `d` is how many
/// code points the baseline's response is longer and `s` the sample standard deviation of `d`; the
/// length-controlled win rate is what the constant alone predicts. Both coefficients carry an L1 penalty
/// whose strength five-fold cross-validation picks from ten values between 1e-4 and 1e4.
///
/// Source: Dubois et al., arXiv 2404.04475; this is AlpacaEval 2's own fallback `length_controlled_minimal`
/// (without the difficulty of instructions and the rows of gamed baselines), solved exactly. It is not the
/// leaderboard's number, and reports call it "LC (minimal)".
///
/// @param winRate the figure, a share in [0, 1]
/// @param interval its 95 % interval, by bootstrap over prompts; each draw chooses its strength anew, or the
///     penalty's pull towards a half would pass for certainty
/// @param lengthEffect coefficient of `tanh(d / s)`: below 0, longer responses of the candidate win more;
///     log-odds
/// @param strength the chosen factor `C` of the data against the penalty; 0 when lengths are all alike, so
///     that nothing was to be fitted and the figure is the win rate itself
public record LengthControl(double winRate, Interval interval, double lengthEffect, double strength) {
    private static final int FOLDS = 5;
    private static final int DRAWS = 200;
    private static final double RESAMPLING_TOLERANCE = 1e-4;
    private static final double[] STRENGTHS = IntStream.range(0, 10)
            .mapToDouble(i -> Math.pow(10, -4 + 8.0 * i / 9))
            .toArray();

    /// {@return the length-controlled figure of a comparison}
    ///
    /// @param lengthsOfBaseline code points of the baseline's responses
    /// @param lengthsOfCandidate code points of the candidate's responses
    /// @param outcomes of the candidate, each in [0, 1]: 1 a win, 0 a loss, a half a tie
    /// @param bootstrap for the interval
    public static LengthControl of(
            int[] lengthsOfBaseline, int[] lengthsOfCandidate, double[] outcomes, Bootstrap bootstrap) {
        double[] x = predictor(lengthsOfBaseline, lengthsOfCandidate);
        if (Arrays.stream(x).allMatch(value -> value == 0)) {
            double mean = Arrays.stream(outcomes).average().orElseThrow();
            return new LengthControl(mean, bootstrap.ofMean(outcomes), 0, 0);
        }
        double strength = strength(x, outcomes, SparseLogistic.STEP_TOLERANCE);
        SparseLogistic fit = SparseLogistic.fit(x, outcomes, strength);
        Interval interval = bootstrap
                .draws(DRAWS)
                .of(
                        x.length,
                        rows -> resampled(pick(x, rows), pick(outcomes, rows)).probability(0));
        return new LengthControl(fit.probability(0), interval, fit.slope(), strength);
    }

    private static SparseLogistic resampled(double[] x, double[] outcomes) {
        double strength = strength(x, outcomes, RESAMPLING_TOLERANCE);
        return SparseLogistic.NOTHING.improved(x, outcomes, strength, RESAMPLING_TOLERANCE);
    }

    /// {@return `tanh(d / s)` of each row; all 0 when every difference is the same, for then nothing can be
    /// learnt of length}
    static double[] predictor(int[] lengthsOfBaseline, int[] lengthsOfCandidate) {
        double[] difference = IntStream.range(0, lengthsOfBaseline.length)
                .mapToDouble(i -> lengthsOfBaseline[i] - lengthsOfCandidate[i])
                .toArray();
        double mean = Arrays.stream(difference).average().orElseThrow();
        double squares =
                Arrays.stream(difference).map(d -> (d - mean) * (d - mean)).sum();
        double deviation = Math.sqrt(squares / (difference.length - 1));
        return Arrays.stream(difference)
                .map(d -> deviation > 0 ? Math.tanh(d / deviation) : 0)
                .toArray();
    }

    /// {@return the strength with the best mean log-likelihood on the folds left out; the smallest of
    /// equals}
    ///
    /// @param tolerance of the fits
    static double strength(double[] x, double[] outcomes, double tolerance) {
        int folds = Math.min(FOLDS, x.length);
        double best = Double.NEGATIVE_INFINITY;
        double chosen = STRENGTHS[0];
        for (double strength : STRENGTHS) {
            double score = 0;
            for (int fold = 0; fold < folds; fold++) {
                score += foldScore(x, outcomes, new Fold(strength, fold, folds, tolerance));
            }
            if (score > best) {
                best = score;
                chosen = strength;
            }
        }
        return chosen;
    }

    /// One fit of the cross-validation.
    ///
    /// @param strength of the penalty
    /// @param number of the fold left out, from 0
    /// @param count of folds
    /// @param tolerance of the fit
    record Fold(double strength, int number, int count, double tolerance) {}

    /// {@return mean log-likelihood of one fold, fitted on the others; every `count`-th row belongs to a
    /// fold}
    static double foldScore(double[] x, double[] outcomes, Fold fold) {
        int[] inside = IntStream.range(0, x.length)
                .filter(i -> (x.length - 1 - i) % fold.count() == fold.number())
                .toArray();
        int[] outside = IntStream.range(0, x.length)
                .filter(i -> (x.length - 1 - i) % fold.count() != fold.number())
                .toArray();
        return SparseLogistic.NOTHING
                .improved(pick(x, outside), pick(outcomes, outside), fold.strength(), fold.tolerance())
                .meanLogLikelihood(pick(x, inside), pick(outcomes, inside));
    }

    private static double[] pick(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
    }
}
