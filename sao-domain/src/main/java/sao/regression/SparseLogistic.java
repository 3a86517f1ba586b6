package sao.regression;

import java.util.Arrays;

/// Logistic regression with an L1 penalty on every coefficient, for soft labels and weighted rows.
///
/// Minimises `sum |c| + C * sum over rows of w (p log(1 + e^-z) + (1 - p) log(1 + e^z))` with `z = c . x`, by proximal
/// Newton steps with step halving: each step solves the penalised quadratic model by coordinate descent. The
/// objective is convex, so the search converges to the minimum. A constant is a predictor of ones, and is penalised
/// as the others are.
public final class SparseLogistic {
    private static final int MOST_STEPS = 200;
    private static final int MOST_SWEEPS = 200;
    /// Tolerance of fits that are published: the search ends when the coefficients change by less in sum.
    public static final double STEP_TOLERANCE = 1e-11;

    private final double[] coefficients;

    private SparseLogistic(double... coefficients) {
        this.coefficients = coefficients;
    }

    /// {@return the model with these coefficients, log-odds for each unit of a predictor}
    public static SparseLogistic of(double... coefficients) {
        return new SparseLogistic(coefficients.clone());
    }

    /// {@return the model that minimises the objective}
    ///
    /// @param rows with a label each
    /// @param strength the factor `C` of the data against the penalty, above 0; from 1e9 on the penalty has no
    ///     visible effect
    public static SparseLogistic fit(LogisticRows rows, double strength) {
        return fit(rows, strength, STEP_TOLERANCE);
    }

    /// {@return the model that minimises the objective}
    ///
    /// @param rows with a label each
    /// @param strength the factor `C` of the data against the penalty, above 0
    /// @param tolerance the search ends when the coefficients change by less in sum
    public static SparseLogistic fit(LogisticRows rows, double strength, double tolerance) {
        SparseLogistic point = new SparseLogistic(new double[rows.predictors()]);
        double value = point.objective(rows, strength);
        for (int step = 0; step < MOST_STEPS; step++) {
            SparseLogistic target = new Quadratic(rows, strength, point).minimum();
            double fraction = 1;
            SparseLogistic next = target;
            double nextValue = next.objective(rows, strength);
            while (nextValue > value && fraction > 1e-10) {
                fraction /= 2;
                next = point.towards(target, fraction);
                nextValue = next.objective(rows, strength);
            }
            double moved = point.distance(next);
            if (nextValue > value || moved < tolerance) {
                return point;
            }
            point = next;
            value = nextValue;
        }
        return point;
    }

    /// {@return the coefficient of a predictor, log-odds for each unit of it}
    public double coefficient(int predictor) {
        return coefficients[predictor];
    }

    /// {@return the predicted probability of a row, in [0, 1]}
    public double probability(LogisticRows rows, int row) {
        return 1 / (1 + Math.exp(-logOdds(rows, row)));
    }

    /// {@return the predicted log-odds of a row}
    private double logOdds(LogisticRows rows, int row) {
        double z = 0;
        for (int i = 0; i < coefficients.length; i++) {
            z += coefficients[i] * rows.x(i, row);
        }
        return z;
    }

    /// {@return the weighted log-likelihood of the labels divided by the number of rows, nats}
    public double meanLogLikelihood(LogisticRows rows) {
        return -loss(rows) / rows.size();
    }

    private double objective(LogisticRows rows, double strength) {
        double penalty = 0;
        for (double coefficient : coefficients) {
            penalty += Math.abs(coefficient);
        }
        return penalty + strength * loss(rows);
    }

    private double loss(LogisticRows rows) {
        double loss = 0;
        for (int row = 0; row < rows.size(); row++) {
            double z = logOdds(rows, row);
            loss += rows.weight(row)
                    * (Math.max(z, 0)
                            + Math.log1p(Math.exp(-Math.abs(z)))
                            - rows.label(row) * z); // log(1 + e^z) - p z, without overflow
        }
        return loss;
    }

    private SparseLogistic towards(SparseLogistic target, double fraction) {
        double[] between = coefficients.clone();
        for (int i = 0; i < between.length; i++) {
            between[i] += fraction * (target.coefficients[i] - coefficients[i]);
        }
        return new SparseLogistic(between);
    }

    private double distance(SparseLogistic other) {
        double distance = 0;
        for (int i = 0; i < coefficients.length; i++) {
            distance += Math.abs(other.coefficients[i] - coefficients[i]);
        }
        return distance;
    }

    @Override
    public String toString() {
        return Arrays.toString(coefficients);
    }

    /// The second-order model of the loss around a point.
    private static final class Quadratic {
        /// Avoids a division by zero for a predictor of zeros or saturated probabilities.
        private static final double LEAST_CURVATURE = 1e-12;

        private final double[] around;
        private final double[] gradient;
        private final double[][] curvature;

        Quadratic(LogisticRows rows, double strength, SparseLogistic point) {
            this.around = point.coefficients;
            this.gradient = new double[around.length];
            this.curvature = new double[around.length][around.length];
            for (int i = 0; i < around.length; i++) {
                curvature[i][i] = LEAST_CURVATURE;
            }
            for (int row = 0; row < rows.size(); row++) {
                double q = point.probability(rows, row);
                double weight = strength * rows.weight(row);
                add(rows, row, weight * (q - rows.label(row)), weight * q * (1 - q));
            }
        }

        private void add(LogisticRows rows, int row, double slope, double bend) {
            for (int i = 0; i < around.length; i++) {
                double x = rows.x(i, row);
                gradient[i] += slope * x;
                for (int j = 0; j <= i; j++) {
                    curvature[i][j] += bend * x * rows.x(j, row);
                }
            }
        }

        SparseLogistic minimum() {
            double[] point = around.clone();
            for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
                double moved = 0;
                for (int i = 0; i < point.length; i++) {
                    double own = curvature[i][i];
                    double next = shrink(point[i] - slopeAt(point, i) / own, 1 / own);
                    moved += Math.abs(next - point[i]);
                    point[i] = next;
                }
                if (moved < STEP_TOLERANCE / 10) {
                    break;
                }
            }
            return new SparseLogistic(point);
        }

        private double slopeAt(double[] point, int i) {
            double slope = gradient[i];
            for (int j = 0; j < point.length; j++) {
                slope += (j <= i ? curvature[i][j] : curvature[j][i]) * (point[j] - around[j]);
            }
            return slope;
        }

        private static double shrink(double value, double threshold) {
            return Math.signum(value) * Math.max(0, Math.abs(value) - threshold);
        }
    }
}
