package sao.error;

/// The model refuses every call until a person changes the configuration: a wrong key, an unknown model name,
/// an exhausted quota. Callers stop at once and do not retry.
public final class ModelAccessException extends SaoException {
    private static final long serialVersionUID = 1L;

    /// @param problem what is wrong, with the values that show it and without secrets
    /// @param remedy what the reader can do, beginning with a verb
    public ModelAccessException(String problem, String remedy) {
        super(problem, remedy);
    }

    /// @param problem what is wrong, with the values that show it and without secrets
    /// @param remedy what the reader can do, beginning with a verb
    /// @param cause what was caught
    public ModelAccessException(String problem, String remedy, Throwable cause) {
        super(problem, remedy, cause);
    }
}
