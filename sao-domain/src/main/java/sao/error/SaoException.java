package sao.error;

/// A failure that a user can cause or mend: what is wrong, with values, and what to do about it.
///
/// The command line prints both sentences and no stack trace.
public class SaoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String remedy;

    /// @param problem what is wrong, with the values that show it; one or two sentences
    /// @param remedy what the reader can do, beginning with a verb
    public SaoException(String problem, String remedy) {
        super(problem + "\n  -> " + remedy);
        this.problem = problem;
        this.remedy = remedy;
    }

    /// @param problem what is wrong, with the values that show it; one or two sentences
    /// @param remedy what the reader can do, beginning with a verb
    /// @param cause what was caught
    public SaoException(String problem, String remedy, Throwable cause) {
        super(problem + "\n  -> " + remedy, cause);
        this.problem = problem;
        this.remedy = remedy;
    }

    /// {@return what is wrong}
    public String problem() {
        return problem;
    }

    /// {@return what to do about it}
    public String remedy() {
        return remedy;
    }
}
