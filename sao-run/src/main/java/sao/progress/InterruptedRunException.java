package sao.progress;

/// The run ended early because a stop was requested. Its state is saved and the run can be resumed.
public final class InterruptedRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Call this after the state was saved.
    public InterruptedRunException() {
        super("the run was asked to stop");
    }
}
