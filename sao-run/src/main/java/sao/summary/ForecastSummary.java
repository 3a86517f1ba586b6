package sao.summary;

import java.util.List;

/// The forecast duration and token counts of a run beside the measured ones.
///
/// @param basis description of the forecast's basis; empty if there was no forecast
/// @param stages the stages, in order
public record ForecastSummary(String basis, List<Stage> stages) {
    /// The summary of a run without a forecast.
    public static final ForecastSummary NONE = new ForecastSummary("", List.of());

    public ForecastSummary {
        stages = List.copyOf(stages);
    }

    /// Forecast and measurement of one stage.
    ///
    /// @param name name of the stage
    /// @param least lower end of the forecast, seconds
    /// @param likely most probable duration, seconds
    /// @param most upper end of the forecast, seconds
    /// @param seconds measured duration, seconds
    /// @param tokensExpected forecast number of generated and prompt tokens
    /// @param tokens measured number of generated and prompt tokens
    public record Stage(
            String name, double least, double likely, double most, double seconds, long tokensExpected, long tokens) {
        /// {@return whether the measured duration is within the forecast range}
        public boolean within() {
            return least <= seconds && seconds <= most;
        }
    }
}
