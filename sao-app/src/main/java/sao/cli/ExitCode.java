package sao.cli;

/// What the process says to the one that started it.
final class ExitCode {
    static final int DONE = 0;

    /// The command failed; a run can be continued.
    static final int FAILED = 1;

    /// The command line or the settings are wrong.
    static final int USAGE = 2;

    /// A guard stopped the run on purpose.
    static final int GUARD = 3;

    /// Interrupted by a signal; the state is saved.
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
