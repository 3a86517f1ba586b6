package sao.yaml;

import java.util.List;
import java.util.stream.Collectors;
import sao.error.SaoException;

/// Settings that cannot be used, with all problems found; the message shows the first 20.
public final class InvalidSettingsException extends SaoException {
    private static final long serialVersionUID = 1L;

    private static final int MOST_SHOWN = 20;

    private final transient List<SettingsProblem> problems;

    /// @param problems at least one
    public InvalidSettingsException(List<SettingsProblem> problems) {
        super(text(problems), "Correct them and run again; docs/settings.md describes every setting.");
        this.problems = List.copyOf(problems);
    }

    InvalidSettingsException(String problem, String remedy) {
        super(problem, remedy);
        this.problems = List.of();
    }

    private static String text(List<SettingsProblem> problems) {
        if (problems.size() == 1) {
            return problems.getFirst().toString();
        }
        int hidden = problems.size() - MOST_SHOWN;
        return problems.stream()
                .limit(MOST_SHOWN)
                .map(SettingsProblem::toString)
                .collect(Collectors.joining(
                        "\n  ",
                        "%,d settings are wrong:\n  ".formatted(problems.size()),
                        hidden > 0 ? "\n  ... and %,d more".formatted(hidden) : ""));
    }

    /// {@return all problems, in the order of reading; empty if the text itself could not be parsed}
    public List<SettingsProblem> problems() {
        return problems;
    }
}
