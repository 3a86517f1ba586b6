package sao.trainer;

/// A training stopped before its end because the listener requested it. The same job resumes it.
public final class TrainingInterruptedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Creates the exception; the state of the training has been saved.
    public TrainingInterruptedException() {
        super("the training was asked to stop");
    }
}
