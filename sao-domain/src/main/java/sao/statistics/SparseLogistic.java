package sao.statistics;

/// Logistic regression on one predictor and a constant with an L1 penalty on both, for soft labels.
///
/// Minimises `|a| + |b| + C * sum over rows of (p log(1 + e^-z) + (1 - p) log(1 + e^z))` with `z = a x + b`, by
/// proximal Newton steps with step halving: each step solves the penalised quadratic model by coordinate descent.
/// The objective is convex, so the search converges to the minimum.
///
/// @param slope coefficient `a` of the predictor, log-odds for each unit of the predictor
/// @param constant intercept `b`, log-odds; penalised as the slope is
public record SparseLogistic(double slope, double constant) {
    private static final int MOST_STEPS = 200;
    private static final int MOST_SWEEPS = 200;
    /// Tolerance of fits that are published: the search ends when both coefficients change by less.
    public static final double STEP_TOLERANCE = 1e-11;

    /// The model with both coefficients 0, the start of a search.
    public static final SparseLogistic NOTHING = new SparseLogistic(0, 0);

    /// {@return the model that minimises the objective}
    ///
    /// @param x predictor of each row
    /// @param p label of each row, in [0, 1]
    /// @param strength the factor `C` of the data against the penalty, above 0
    public static SparseLogistic fit(double[] x, double[] p, double strength) {
        return NOTHING.improved(x, p, strength, STEP_TOLERANCE);
    }

    /// {@return the model that minimises the objective, searched for from this model}
    ///
    /// @param tolerance the search ends when both coefficients change by less
    public SparseLogistic improved(double[] x, double[] p, double strength, double tolerance) {
        SparseLogistic point = this;
        double value = point.objective(x, p, strength);
        for (int step = 0; step < MOST_STEPS; step++) {
            SparseLogistic target = new Quadratic(x, p, strength, point).minimum();
            double fraction = 1;
            SparseLogistic next = target;
            double nextValue = next.objective(x, p, strength);
            while (nextValue > value && fraction > 1e-10) {
                fraction /= 2;
                next = point.towards(target, fraction);
                nextValue = next.objective(x, p, strength);
            }
            double moved = Math.abs(next.slope - point.slope) + Math.abs(next.constant - point.constant);
            if (nextValue > value || moved < tolerance) {
                return point;
            }
            point = next;
            value = nextValue;
        }
        return point;
    }

    /// {@return the predicted probability for a value of the predictor, in [0, 1]}
    public double probability(double x) {
        return sigmoid(slope * x + constant);
    }

    /// {@return the mean log-likelihood of soft labels for each row, nats}
    public double meanLogLikelihood(double[] x, double[] p) {
        return -loss(x, p) / x.length;
    }

    private double objective(double[] x, double[] p, double strength) {
        return Math.abs(slope) + Math.abs(constant) + strength * loss(x, p);
    }

    private double loss(double[] x, double[] p) {
        double loss = 0;
        for (int i = 0; i < x.length; i++) {
            double z = slope * x[i] + constant;
            loss += Math.max(z, 0)
                    + Math.log1p(Math.exp(-Math.abs(z)))
                    - p[i] * z; // log(1 + e^z) - p z, without overflow
        }
        return loss;
    }

    private SparseLogistic towards(SparseLogistic target, double fraction) {
        return new SparseLogistic(
                slope + fraction * (target.slope - slope), constant + fraction * (target.constant - constant));
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    /// The second-order model of the loss around a point.
    private static final class Quadratic {
        private final SparseLogistic around;
        private double slopeGradient;
        private double constantGradient;
        private double slopeCurvature =
                1e-12; // avoids a division by zero for a predictor of zeros or saturated probabilities
        private double constantCurvature = 1e-12;
        private double mixedCurvature;

        Quadratic(double[] x, double[] p, double strength, SparseLogistic around) {
            this.around = around;
            for (int i = 0; i < x.length; i++) {
                double q = around.probability(x[i]);
                double gradient = strength * (q - p[i]);
                double curvature = strength * q * (1 - q);
                slopeGradient += gradient * x[i];
                constantGradient += gradient;
                slopeCurvature += curvature * x[i] * x[i];
                mixedCurvature += curvature * x[i];
                constantCurvature += curvature;
            }
        }

        SparseLogistic minimum() {
            double a = around.slope;
            double b = around.constant;
            for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
                double gradientA =
                        slopeGradient + slopeCurvature * (a - around.slope) + mixedCurvature * (b - around.constant);
                double nextA = shrink(a - gradientA / slopeCurvature, 1 / slopeCurvature);
                double gradientB = constantGradient
                        + mixedCurvature * (nextA - around.slope)
                        + constantCurvature * (b - around.constant);
                double nextB = shrink(b - gradientB / constantCurvature, 1 / constantCurvature);
                double moved = Math.abs(nextA - a) + Math.abs(nextB - b);
                a = nextA;
                b = nextB;
                if (moved < STEP_TOLERANCE / 10) {
                    break;
                }
            }
            return new SparseLogistic(a, b);
        }

        private static double shrink(double value, double threshold) {
            return Math.signum(value) * Math.max(0, Math.abs(value) - threshold);
        }
    }
}
