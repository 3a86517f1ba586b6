package sao.trainer;

import sao.error.SaoException;

/// A training stopped because the model failed its checks more often than the settings allow.
public final class DegradedModelException extends SaoException {
    private static final long serialVersionUID = 1L;

    /// @param problem how the model failed
    /// @param remedy what the user can do
    public DegradedModelException(String problem, String remedy) {
        super(problem, remedy);
    }
}
