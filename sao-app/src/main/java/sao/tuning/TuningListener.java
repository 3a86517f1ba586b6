package sao.tuning;

import java.nio.file.Path;
import sao.trainer.TrainingPlan;
import sao.trainer.TrainingStep;
import sao.training.TrainingResult;

/// Hears how a training outside a run goes.
public interface TuningListener {
    /// The training begins, or goes on.
    void started(TrainingPlan plan);

    /// The weights made a step.
    void stepDone(TrainingStep step);

    /// Something deserves attention.
    ///
    /// @param sentence what
    void say(String sentence);

    /// The model is in its folder.
    ///
    /// @param folder that transformers loads
    /// @param result of the training
    void finished(Path folder, TrainingResult result);
}
