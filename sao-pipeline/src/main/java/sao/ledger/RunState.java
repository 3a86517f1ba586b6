package sao.ledger;

import java.util.Locale;

/// The state of a run.
public enum RunState {
    /// A process writes it now.
    RUNNING,
    /// The run is complete.
    FINISHED,
    /// The process ended before the run did; the same command continues it.
    INTERRUPTED,
    /// The run ended with an error; the same command continues it.
    FAILED,
    /// A guard stopped the run.
    STOPPED;

    /// {@return the name in files and on the command line, in lower case}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RunState of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
