package sao.summary;

import java.util.List;

/// What a run was expected to take, and what it took.
///
/// @param basis what the forecast rests on, in words; empty if there was none
/// @param stages in order
public record ForecastSummary(String basis, List<Stage> stages) {
    /// Of a run that nobody planned.
    public static final ForecastSummary NONE = new ForecastSummary("", List.of());

    public ForecastSummary {
        stages = List.copyOf(stages);
    }

    /// One stage.
    ///
    /// @param name of it
    /// @param least seconds expected
    /// @param likely seconds expected
    /// @param most seconds expected
    /// @param seconds it took
    /// @param tokensExpected tokens written and read, expected
    /// @param tokens tokens written and read
    public record Stage(
            String name, double least, double likely, double most, double seconds, long tokensExpected, long tokens) {
        /// {@return whether the time it took lies in the range}
        public boolean within() {
            return least <= seconds && seconds <= most;
        }
    }
}
