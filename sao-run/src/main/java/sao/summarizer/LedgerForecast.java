package sao.summarizer;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sao.calls.CallPurpose;
import sao.calls.CallTotals;
import sao.forecast.Forecast;
import sao.forecast.ForecastFile;
import sao.ledger.LedgerReader;
import sao.ledger.StageProgress;
import sao.rows.RoundStage;
import sao.rows.TrainStep;
import sao.summary.ForecastSummary;
import sao.summary.ForecastSummary.Stage;

/// Compares a run's forecast with its measured durations and token counts.
final class LedgerForecast {
    private static final String KEY = "forecast";
    private static final String TRAINING = "train";

    /// The stages and calls of a run that a stage of the forecast covers.
    ///
    /// @param stages names of the stages of a round
    /// @param purposes purposes of the model calls
    private record Behind(Set<RoundStage> stages, Set<CallPurpose> purposes) {
        private boolean covers(CallTotals calls) {
            return purposes.stream().anyMatch(purpose -> purpose.label().equals(calls.purpose()));
        }
    }

    private static final Map<String, Behind> BEHIND = Map.of(
            "synthesis",
            new Behind(
                    EnumSet.range(RoundStage.PROMPTS, RoundStage.PAIRS),
                    EnumSet.range(CallPurpose.PERSONAS, CallPurpose.JUDGMENTS)),
            "audit",
            new Behind(EnumSet.of(RoundStage.AUDIT), Set.of(CallPurpose.AUDIT)),
            TRAINING,
            new Behind(EnumSet.of(RoundStage.TRAIN), Set.of()),
            "export",
            new Behind(EnumSet.of(RoundStage.EXPORT), Set.of()),
            "evaluate",
            new Behind(
                    EnumSet.of(RoundStage.EVALUATE, RoundStage.CONSTRAINTS),
                    Set.of(CallPurpose.EVALUATION, CallPurpose.CONSTRAINTS)));

    private LedgerForecast() {}

    /// {@return the comparison; empty if the run has no forecast}
    static ForecastSummary of(LedgerReader ledger, int round) {
        Optional<String> text = ledger.meta(KEY);
        if (text.isEmpty()) {
            return ForecastSummary.NONE;
        }
        Forecast forecast = ForecastFile.read(text.get());
        List<Stage> stages = new ArrayList<>();
        for (Forecast.Stage stage : forecast.stages()) {
            Behind behind = BEHIND.getOrDefault(stage.name(), new Behind(Set.of(), Set.of()));
            stages.add(new Stage(
                    stage.name(),
                    stage.seconds().least(),
                    stage.seconds().likely(),
                    stage.seconds().most(),
                    ledger.stages().stream()
                            .filter(known ->
                                    known.round() == round && behind.stages().contains(known.stage()))
                            .mapToDouble(StageProgress::seconds)
                            .sum(),
                    Math.round(stage.tokens().read().likely()
                            + stage.tokens().written().likely()),
                    tokens(ledger, round, stage.name(), behind)));
        }
        return new ForecastSummary(forecast.basis(), stages);
    }

    private static long tokens(LedgerReader ledger, int round, String stage, Behind behind) {
        if (stage.equals(TRAINING)) {
            return ledger.round(round).trainSteps().stream()
                    .mapToLong(TrainStep::tokens)
                    .sum();
        }
        return ledger.calls(round).stream()
                .filter(behind::covers)
                .mapToLong(LedgerForecast::tokens)
                .sum();
    }

    private static long tokens(CallTotals calls) {
        return calls.promptTokens() - calls.cachedTokens() + calls.completionTokens();
    }
}
