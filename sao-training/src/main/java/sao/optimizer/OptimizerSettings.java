package sao.optimizer;

import sao.error.Arguments;
import sao.error.SaoException;

/// The settings of AdamW with betas 0.9 and 0.999, epsilon 1e-8 and no weight decay.
///
/// @param learningRate highest rate of the schedule, above 0
/// @param schedule course of the learning rate
/// @param warmup share of all steps in which the rate rises from 0, in [0, 1)
/// @param clip largest norm of the gradient, above 0; infinity: never clipped
/// @param state how the optimiser keeps its moments
public record OptimizerSettings(
        double learningRate, Schedule schedule, double warmup, double clip, OptimizerState state) {
    public OptimizerSettings {
        Arguments.require(learningRate > 0 && learningRate < 1, "learning_rate", learningRate, "above 0 and below 1");
        Arguments.require(warmup >= 0 && warmup < 1, "warmup", warmup, "at least 0 and below 1");
        Arguments.require(clip > 0, "clip", clip, "above 0");
    }

    /// Settings with moments in float32.
    public OptimizerSettings(double learningRate, Schedule schedule, double warmup, double clip) {
        this(learningRate, schedule, warmup, clip, OptimizerState.FP32);
    }

    /// {@return the paper's settings: learning rate 1e-6, cosine schedule, warm-up 0.1, gradient norm clipped
    /// at 1}
    public static OptimizerSettings standard() {
        return new OptimizerSettings(1e-6, Schedule.COSINE, 0.1, 1);
    }

    /// {@return a constant rate without clipping, for step by step comparison with another trainer}
    public static OptimizerSettings constant(double learningRate) {
        return new OptimizerSettings(learningRate, Schedule.CONSTANT, 0, Double.POSITIVE_INFINITY);
    }

    /// {@return the number of warm-up steps among `total` steps}
    public int warmupSteps(int total) {
        return (int) Math.ceil(total * warmup);
    }

    /// {@return the learning rate of a step}
    ///
    /// @param step from 0
    /// @param total steps of the training
    public double rate(int step, int total) {
        return learningRate * schedule.factor(step, warmupSteps(total), total);
    }

    /// Refuses a training in which no step would change anything.
    ///
    /// @param total steps of the training
    /// @throws SaoException if all rates are 0
    public void checkRates(int total) {
        double rates = 0;
        for (int step = 0; step < total; step++) {
            rates += rate(step, total);
        }
        if (rates == 0) {
            throw new SaoException(
                    "All %d steps are warm-up from a learning rate of 0: nothing would be trained.".formatted(total),
                    "Lower train.batch, so that there are more steps, or set train.warmup to 0.");
        }
    }
}
