package sao.pairtraining;

import sao.trainer.TrainedModel;
import sao.trainer.TrainingListener;
import sao.trainer.TrainingStep;

/// Follows a training outside a run. Called from one thread at a time.
public interface PairTrainingListener {
    /// The training begins or resumes.
    void started(TrainingListener.Plan plan);

    /// A step of the optimizer was made.
    void stepDone(TrainingStep step);

    /// Something needs the user's attention.
    ///
    /// @param sentence for the user
    void say(String sentence);

    /// The model folder is complete.
    void finished(TrainedModel trained);
}
