package sao.progress;

/// A run ended early because it was asked to; all it knows is on disk.
public final class InterruptedRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Made when the state is on disk.
    public InterruptedRunException() {
        super("the run was asked to stop");
    }
}
