package sao.yaml;

import java.util.List;
import java.util.stream.Collectors;
import sao.error.SaoException;

/// Settings that cannot be used, with everything that is wrong with them.
public final class InvalidSettingsException extends SaoException {
    private static final long serialVersionUID = 1L;

    private final transient List<SettingsProblem> problems;

    InvalidSettingsException(List<SettingsProblem> problems) {
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
        return problems.stream()
                .map(SettingsProblem::toString)
                .collect(Collectors.joining("\n  ", "%d settings are wrong:\n  ".formatted(problems.size()), ""));
    }

    /// {@return everything that is wrong, in the order it was read; empty when the text itself is no YAML}
    public List<SettingsProblem> problems() {
        return problems;
    }
}
