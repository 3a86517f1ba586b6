package sao.trainer;

/// Trains a model on preference pairs and writes a model folder.
///
/// An implementation may compute in this process or control another program. It compares the log-probabilities of
/// its start model with those of the sampler, watches the model for degeneration and verifies the folder that it
/// writes, or states in [TrainedModel.Checks] why it did not.
public interface Trainer {
    /// {@return the name in reports, such as `embedded`}
    String name();

    /// {@return the version of the trainer's arithmetic. Equal versions give equal weights for equal jobs; a
    /// training is not resumed by another version}
    String version();

    /// Trains to the end, or resumes the same job from its last checkpoint, and writes the model folder. A finished
    /// job is not trained again. Blocks the caller.
    ///
    /// @param job model, pairs, settings and folders; its source stays the caller's and must be the model
    ///     that sampled the pairs
    /// @param listener called from one thread at a time
    /// @return the model folder and the facts about it
    /// @throws TrainingInterruptedException if the listener requested a stop; the same call resumes the training
    /// @throws DegradedModelException if the model failed its checks more often than the job allows
    /// @throws sao.error.SaoException if no pair can be trained, the model did not sample the pairs, a number is
    ///     not finite, memory is exhausted or a folder cannot be written; the same call resumes the training
    TrainedModel train(TrainingJob job, TrainingListener listener);
}
