package sao.experiment;

import sao.error.SaoException;

/// The experiment file contradicts what was fixed when the experiment in the folder was started.
public final class ChangedExperimentException extends SaoException {
    private static final long serialVersionUID = 1L;

    ChangedExperimentException(String problem, String remedy) {
        super(problem, remedy);
    }
}
