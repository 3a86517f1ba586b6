package sao.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sao.forecast.Forecast;
import sao.forecast.ForecastFile;
import sao.ledger.CallTotals;
import sao.ledger.LedgerReader;
import sao.ledger.StageProgress;
import sao.ledger.TrainStep;
import sao.summary.ForecastSummary.Stage;

/// Puts what was forecast beside what a run took.
final class LedgerForecast {
    private static final String KEY = "forecast";
    private static final String TRAINING = "train";

    /// The stages of a run behind one of a forecast, and for what their models were asked.
    private record Behind(Set<String> stages, Set<String> purposes) {}

    private static final Map<String, Behind> BEHIND = Map.of(
            "synthesis",
            new Behind(
                    Set.of("prompts", "responses", "judgments", "pairs"),
                    Set.of("personas", "prompts", "responses", "judgments")),
            "audit",
            new Behind(Set.of("audit"), Set.of("audit")),
            TRAINING,
            new Behind(Set.of(TRAINING), Set.of()),
            "export",
            new Behind(Set.of("export"), Set.of()),
            "evaluate",
            new Behind(Set.of("evaluate"), Set.of("evaluation")));

    private LedgerForecast() {}

    /// {@return the comparison; none where nobody planned}
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
                                    known.round() == round && behind.stages().contains(known.name()))
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
            return ledger.trainSteps(round).stream()
                    .mapToLong(TrainStep::tokens)
                    .sum();
        }
        return ledger.calls().stream()
                .filter(calls -> behind.purposes().contains(calls.purpose()))
                .mapToLong(LedgerForecast::tokens)
                .sum();
    }

    private static long tokens(CallTotals calls) {
        return calls.promptTokens() - calls.cachedTokens() + calls.completionTokens();
    }
}
