package sao.command;

/// The exit codes of the process.
public final class ExitCode {
    public static final int DONE = 0;

    /// The command failed; a run can be continued.
    public static final int FAILED = 1;

    /// The command line or the settings are wrong.
    public static final int USAGE = 2;

    /// A guard stopped the run on purpose.
    public static final int GUARD = 3;

    /// Interrupted by a signal; the state is saved.
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
