package sao.training;

import sao.batch.TrainingPair;
import sao.trainer.TrainingStep;

/// Sums the figures of the pairs of one step.
final class BatchFigures {
    private static final double NANOS = 1e9;

    private int pairs;
    private int right;
    private double loss;
    private double margin;
    private double chosen;
    private double rejected;
    private long tokens;
    private long answerTokens;

    /// The position of a step in the training.
    ///
    /// @param step from 1
    /// @param steps total number of steps
    /// @param epoch number of epochs trained so far, with a fraction
    record Place(int step, int steps, double epoch) {}

    /// The update of the weights in a step.
    ///
    /// @param rate learning rate
    /// @param norm of the gradient before clipping
    /// @param changed share of the weights whose bfloat16 value changed; NaN in float32
    record Update(double rate, double norm, double changed) {}

    void add(TrainingPair pair, PairObjective.Outcome outcome) {
        pairs++;
        right += outcome.margin() > 0 ? 1 : 0;
        loss += outcome.loss();
        margin += outcome.margin();
        chosen += outcome.chosen();
        rejected += outcome.rejected();
        tokens += pair.row().size();
        answerTokens += pair.row().targetCount();
    }

    int pairs() {
        return pairs;
    }

    TrainingStep step(Place place, Update update, long nanoseconds) {
        return new TrainingStep(
                place.step(),
                place.steps(),
                place.epoch(),
                loss,
                margin / pairs,
                (double) right / pairs,
                chosen / pairs,
                rejected / pairs,
                update.rate(),
                update.norm(),
                update.changed(),
                tokens,
                answerTokens,
                nanoseconds / NANOS,
                ProcessMemory.peakBytes());
    }
}
