package sao.trainer;

import java.util.Map;
import sao.batch.DropReason;

/// What a training will do, known before its first step.
///
/// @param pairs that are trained
/// @param dropped pairs that are not, by reason
/// @param steps in all
/// @param firstStep the step it begins with, from 1; above 1 after a resume
/// @param tokens of one epoch, prompts counted once
/// @param parity how far the log-probabilities are from those of the sampler
/// @param memory that it will hold at its peak
public record TrainingPlan(
        int pairs,
        Map<DropReason, Integer> dropped,
        int steps,
        int firstStep,
        long tokens,
        Parity parity,
        MemoryPlan memory) {
    public TrainingPlan {
        dropped = Map.copyOf(dropped);
    }
}
