package sao.planning;

import sao.forecast.Forecast;
import sao.forecast.ModelSize;
import sao.forecast.Range;
import sao.forecast.Rates;
import sao.forecast.RowShape;
import sao.forecast.Tokens;
import sao.settings.RunSettings;

/// What a few rows computed by the real model show. It holds for all settings with the same models, prompts,
/// responses and judge.
///
/// @param row averages of one row
/// @param rates throughput and prices
/// @param size of the start model
/// @param basis a sentence that states what the forecast is based on
public record Calibration(RowShape row, Rates rates, ModelSize size, String basis) {
    /// {@return the forecast of a run}
    public Forecast forecast(RunSettings settings) {
        return Forecast.of(settings, row, rates, size, basis);
    }

    /// {@return the forecast of a run without the prompts and responses, which costs only verdicts and training}
    public Forecast withoutGeneration(RunSettings settings) {
        RowShape judged =
                new RowShape(row.personas(), Tokens.NONE, 0, Range.ZERO, row.verdict(), row.pairs(), row.benchmarks());
        return Forecast.of(settings, judged, rates, size, basis);
    }

    /// {@return the forecast of a run without verdicts}
    public Forecast withoutVerdicts(RunSettings settings) {
        RowShape generated = new RowShape(
                row.personas(),
                row.writing(),
                row.promptTokens(),
                row.answer(),
                Tokens.NONE,
                row.pairs(),
                row.benchmarks());
        return Forecast.of(settings, generated, rates, size, basis);
    }
}
