package sao.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;
import sao.statistics.Bootstrap;
import sao.statistics.Interval;
import sao.statistics.SparseLogistic;

/// The length-controlled win rate: an estimate of the win rate of a candidate at the length of the baseline's
/// responses.
///
/// A logistic regression predicts the outcomes from an intercept and `tanh(d / s)`. `d` is the length of the
/// baseline's response minus the length of the candidate's response in code points, and `s` is the sample standard
/// deviation of `d`. The length-controlled win rate is the prediction for `d = 0`. Both coefficients have an L1
/// penalty; five-fold cross-validation selects its strength from ten values between 1e-4 and 1e4.
///
/// Source: Dubois et al., arXiv 2404.04475; this is the variant `length_controlled_minimal` of AlpacaEval 2
/// (without instruction difficulty and the rows of gamed baselines), solved exactly. It differs from the figure of
/// the leaderboard, and reports name it "LC (minimal)".
///
/// @param winRate length-controlled win rate, a share in [0, 1]
/// @param interval 95 % interval, by bootstrap over prompts; each resample selects its own penalty strength,
///     because a fixed penalty would shrink all resamples towards 0.5 and make the interval too narrow
/// @param lengthEffect coefficient of `tanh(d / s)`, log-odds; below 0 if longer responses of the candidate win
///     more often
/// @param strength selected factor `C` of the data term against the penalty; 0 if `d` is constant, in which case
///     there is no fit and `winRate` is the plain win rate
public record LengthControl(double winRate, Interval interval, double lengthEffect, double strength) {
    /// Fewest prompts for which the figure is given: with fewer the penalty draws it to 0.5, whatever the
    /// models do.
    public static final int FEWEST_PROMPTS = 200;

    private static final int FOLDS = 5;
    private static final int MOST_DRAWS = 2_000;
    private static final int FEWEST_DRAWS = 200;

    /// Rows of all resamples together, which bounds the time of the interval.
    private static final int ROWS_OF_ALL_DRAWS = 400_000;

    private static final double RESAMPLING_TOLERANCE = 1e-4;
    private static final double[] STRENGTHS = IntStream.range(0, 10)
            .mapToDouble(i -> Math.pow(10, -4 + 8.0 * i / 9))
            .toArray();

    /// {@return the length-controlled win rate of a comparison}
    ///
    /// @param lengthsOfBaseline mean length of the baseline's responses to each prompt, code points
    /// @param lengthsOfCandidate mean length of the candidate's responses, code points
    /// @param outcomes mean outcome of the candidate for each prompt, in [0, 1]: 1 for a win, 0.5 for a tie, 0
    ///     for a
    ///     loss
    /// @param bootstrap bootstrap of the interval
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
                .draws(Math.clamp(ROWS_OF_ALL_DRAWS / x.length, FEWEST_DRAWS, MOST_DRAWS))
                .of(
                        x.length,
                        rows -> resampled(pick(x, rows), pick(outcomes, rows)).probability(0));
        return new LengthControl(fit.probability(0), interval, fit.slope(), strength);
    }

    private static SparseLogistic resampled(double[] x, double[] outcomes) {
        double strength = strength(x, outcomes, RESAMPLING_TOLERANCE);
        return SparseLogistic.NOTHING.improved(x, outcomes, strength, RESAMPLING_TOLERANCE);
    }

    /// {@return `tanh(d / s)` of each row; all 0 if `d` is constant, because then its effect cannot be estimated}
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

    /// {@return the strength with the highest mean log-likelihood on the held-out folds; the smallest of equal
    /// ones}
    ///
    /// @param tolerance tolerance of the fits, see [SparseLogistic#improved]
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
    /// @param strength factor `C` of the data term
    /// @param number index of the held-out fold, from 0
    /// @param count number of folds
    /// @param tolerance tolerance of the fit
    record Fold(double strength, int number, int count, double tolerance) {}

    /// {@return the mean log-likelihood of one fold under the fit on the other folds, nats; every `count`-th row
    /// belongs to the fold}
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
