package sao.error;

/// A failure that a user can cause or fix: a problem with its values, and a remedy.
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

    /// {@return the problem}
    public String problem() {
        return problem;
    }

    /// {@return the remedy}
    public String remedy() {
        return remedy;
    }
}
