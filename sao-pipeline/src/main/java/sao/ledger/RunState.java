package sao.ledger;

import java.util.Locale;

/// How a run stands.
public enum RunState {
    /// A process writes it now.
    RUNNING,
    /// All that was asked for is done.
    FINISHED,
    /// The process ended before the run did; the same command continues it.
    INTERRUPTED,
    /// Something went wrong; the same command continues the run.
    FAILED,
    /// A guard ended it on purpose.
    STOPPED;

    /// {@return the name in files and on the command line, in lower case}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RunState of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
