package sao.error;

/// The model refuses this call, however often it is sent: a parameter it does not support, a content filter.
/// Other calls may succeed.
public final class RequestRejectedException extends SaoException {
    private static final long serialVersionUID = 1L;

    /// @param problem what was refused, with the values that show it
    /// @param remedy what the reader can do, beginning with a verb
    public RequestRejectedException(String problem, String remedy) {
        super(problem, remedy);
    }

    /// @param problem what was refused, with the values that show it
    /// @param remedy what the reader can do, beginning with a verb
    /// @param cause what was caught
    public RequestRejectedException(String problem, String remedy, Throwable cause) {
        super(problem, remedy, cause);
    }
}
