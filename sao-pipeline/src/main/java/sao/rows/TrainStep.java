package sao.rows;

/// One optimiser step.
///
/// @param step from 1
/// @param loss mean over the step's pairs
/// @param margin mean reward of chosen minus rejected
/// @param accuracy share of pairs whose chosen answer has the higher reward
/// @param learningRate of this step
/// @param gradientNorm before clipping
/// @param tokens read in this step
/// @param seconds wall time of this step
public record TrainStep(
        int step,
        double loss,
        double margin,
        double accuracy,
        double learningRate,
        double gradientNorm,
        long tokens,
        double seconds) {}
