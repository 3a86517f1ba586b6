package sao.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;
import sao.regression.LogisticRows;
import sao.regression.SparseLogistic;
import sao.statistics.Bootstrap;
import sao.statistics.Interval;

/// The length-controlled win rate: an estimate of the win rate of a candidate at the length of the
/// baseline's responses.
///
/// A logistic regression predicts the outcomes from an intercept and `tanh(d / s)`. `d` is the length of
/// the baseline's response minus the length of the candidate's response in code points, and `s` is the
/// sample standard deviation of `d`. The length-controlled win rate is the prediction for `d = 0`. Both
/// coefficients have an L1 penalty; five-fold cross-validation selects its strength from ten values
/// between 1e-4 and 1e4.
///
/// Source: Dubois et al., arXiv 2404.04475; this is the variant `length_controlled_minimal` of AlpacaEval 2
/// (without instruction difficulty and the rows of gamed baselines), solved exactly. It differs from the
/// figure of the leaderboard, and reports name it "LC (minimal)".
///
/// @param winRate length-controlled win rate, a share in [0, 1]
/// @param interval 95 % interval, by bootstrap over prompts; each resample selects its own penalty
///     strength, because a fixed penalty would shrink all resamples towards 0.5 and make the interval too
///     narrow
/// @param lengthEffect coefficient of `tanh(d / s)`, log-odds; below 0 if longer responses of the
///     candidate win more often
/// @param strength selected factor `C` of the data term against the penalty; 0 if `d` is constant, in
///     which case there is no fit and `winRate` is the plain win rate
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
    /// @param outcomes mean outcome of the candidate for each prompt, in [0, 1]: 1 for a win, 0.5 for a
    ///     tie, 0 for a
    ///     loss; NaN for a prompt without a verdict, which takes part in `s` only
    /// @param bootstrap bootstrap of the interval
    public static LengthControl of(
            int[] lengthsOfBaseline, int[] lengthsOfCandidate, double[] outcomes, Bootstrap bootstrap) {
        double[] x = predictor(lengthsOfBaseline, lengthsOfCandidate);
        if (Arrays.stream(x).allMatch(value -> value == 0)) {
            double[] known = Arrays.stream(outcomes)
                    .filter(outcome -> !Double.isNaN(outcome))
                    .toArray();
            double mean = Arrays.stream(known).average().orElseThrow();
            return new LengthControl(mean, bootstrap.ofMean(known), 0, 0);
        }
        LogisticRows rows = LogisticRows.of(x, outcomes);
        return of(rows, rows.pick(), bootstrap);
    }

    /// {@return the length-controlled win rate under a formula with further predictors: the mean over the
    /// prompts of the prediction for `d = 0`}
    ///
    /// @param prompts a row for each prompt: [#predictor] first, then the other predictors; the label is
    ///     the outcome, NaN for a prompt without a verdict, whose prediction counts all the same
    /// @param others further rows for the fit, with the same predictors; the cross-validation numbers
    ///     them first
    /// @param bootstrap bootstrap of the interval, over `prompts`
    public static LengthControl of(LogisticRows prompts, LogisticRows others, Bootstrap bootstrap) {
        LogisticRows all = others.followedBy(prompts.labelled());
        double strength = strength(all, SparseLogistic.STEP_TOLERANCE);
        SparseLogistic fit = SparseLogistic.fit(all, strength);
        Interval interval = bootstrap
                .draws(Math.clamp(ROWS_OF_ALL_DRAWS / all.size(), FEWEST_DRAWS, MOST_DRAWS))
                .of(prompts.size(), rows -> resampled(prompts.pick(rows), others));
        return new LengthControl(atEqualLength(fit, prompts), interval, fit.coefficient(0), strength);
    }

    private static double resampled(LogisticRows prompts, LogisticRows others) {
        LogisticRows all = others.followedBy(prompts.labelled());
        double strength = strength(all, RESAMPLING_TOLERANCE);
        return atEqualLength(SparseLogistic.fit(all, strength, RESAMPLING_TOLERANCE), prompts);
    }

    /// The prediction of a fit without further predictors is equal for all prompts.
    private static double atEqualLength(SparseLogistic fit, LogisticRows prompts) {
        LogisticRows equal = prompts.withoutEffectOf(0);
        int rows = prompts.predictors() == 2 ? 1 : prompts.size();
        return IntStream.range(0, rows)
                .mapToDouble(row -> fit.probability(equal, row))
                .average()
                .orElseThrow();
    }

    /// {@return `tanh(d / s)` of each row; all 0 if `d` is constant, because then its effect cannot be
    /// estimated}
    public static double[] predictor(int[] lengthsOfBaseline, int[] lengthsOfCandidate) {
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

    /// {@return the strength with the highest mean log-likelihood on the held-out folds; the smallest of
    /// equal ones}
    ///
    /// @param tolerance tolerance of the fits, see [SparseLogistic#fit]
    static double strength(LogisticRows rows, double tolerance) {
        int folds = Math.min(FOLDS, rows.size());
        double best = Double.NEGATIVE_INFINITY;
        double chosen = STRENGTHS[0];
        for (double strength : STRENGTHS) {
            double score = 0;
            for (int fold = 0; fold < folds; fold++) {
                score += foldScore(rows, new Fold(strength, fold, folds, tolerance));
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

    /// {@return the mean log-likelihood of one fold under the fit on the other folds, nats; every
    /// `count`-th row belongs to the fold}
    static double foldScore(LogisticRows rows, Fold fold) {
        int last = rows.size() - 1;
        int[] inside = IntStream.range(0, rows.size())
                .filter(i -> (last - i) % fold.count() == fold.number())
                .toArray();
        int[] outside = IntStream.range(0, rows.size())
                .filter(i -> (last - i) % fold.count() != fold.number())
                .toArray();
        return SparseLogistic.fit(rows.pick(outside), fold.strength(), fold.tolerance())
                .meanLogLikelihood(rows.pick(inside));
    }
}
