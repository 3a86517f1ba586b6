package sao.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sao.catalog.ModelStore;
import sao.experiment.ExperimentPlan.Cell;
import sao.forecast.Forecast;
import sao.forecast.Range;
import sao.ledger.LedgerReader;
import sao.ledger.RunState;
import sao.ledger.StageProgress;
import sao.models.EmbeddedModels;
import sao.planning.Calibration;
import sao.planning.Planning;
import sao.progress.Progress;
import sao.settings.RunSettings;
import sao.workspace.FileFormats;
import sao.workspace.RunFolder;

/// The state and the forecast of a cell.
///
/// @param cell of the experiment
/// @param state such as `pending`, `finished` or `interrupted`
/// @param seconds wall time: measured for a finished cell, forecast for the others
/// @param shared work that an earlier cell of the same seed does for it, which the forecast leaves out; a dash if
///     none
public record CellForecast(Cell cell, String state, Range seconds, String shared) {
    /// {@return the forecasts of all cells, in their order}
    ///
    /// Opens the models of the cells that are not finished, and calls them for a few rows; nothing is stored.
    ///
    /// @param store the local cache of catalog models
    /// @param progress shows progress to the user
    /// @param formats file formats that the embedding program implements
    /// @throws sao.error.SaoException if a model cannot be opened
    public static List<CellForecast> of(
            ExperimentPlan plan, ExperimentFolder folder, ModelStore store, Progress progress, FileFormats formats) {
        Map<Map<String, String>, Calibration> calibrations = new HashMap<>();
        List<CellForecast> forecasts = new ArrayList<>();
        for (Cell cell : plan.cells()) {
            RunFolder run = folder.cell(cell);
            Optional<CellForecast> finished = finished(cell, run);
            forecasts.add(finished.orElseGet(() -> {
                Calibration calibration = calibrations.computeIfAbsent(
                        SharedWork.calibrated(cell.arm().settings()),
                        _ -> calibrate(cell, run, store, progress, formats));
                SharedWork shared = forecasts.stream()
                        .filter(earlier -> earlier.cell().seed() == cell.seed())
                        .map(earlier -> SharedWork.of(
                                earlier.cell().arm().settings(), cell.arm().settings()))
                        .reduce(SharedWork.NONE, SharedWork::or);
                return new CellForecast(
                        cell, state(run), seconds(cell.settings(), calibration, shared), shared.toString());
            }));
        }
        return forecasts;
    }

    private static Calibration calibrate(
            Cell cell, RunFolder run, ModelStore store, Progress progress, FileFormats formats) {
        progress.say("Arm %s:".formatted(cell.arm().name()));
        EmbeddedModels models = EmbeddedModels.resolve(cell.settings(), run, store, progress);
        return new Planning(cell.settings(), models, progress, formats).calibrate(0, 0);
    }

    private static Optional<CellForecast> finished(Cell cell, RunFolder run) {
        if (!run.isBegun()) {
            return Optional.empty();
        }
        try (LedgerReader ledger = LedgerReader.open(run.path())) {
            if (ledger.state() != RunState.FINISHED) {
                return Optional.empty();
            }
            double seconds =
                    ledger.stages().stream().mapToDouble(StageProgress::seconds).sum();
            return Optional.of(new CellForecast(
                    cell, RunState.FINISHED.label(), Range.exactly(seconds), SharedWork.NONE.toString()));
        }
    }

    private static String state(RunFolder run) {
        if (!run.isBegun()) {
            return "pending";
        }
        try (LedgerReader ledger = LedgerReader.open(run.path())) {
            return ledger.state().label();
        }
    }

    /// {@return the wall time without shared work}
    private static Range seconds(RunSettings settings, Calibration calibration, SharedWork shared) {
        Forecast whole = calibration.forecast(settings);
        Range seconds = Range.ZERO;
        for (Forecast.Stage stage : whole.stages()) {
            seconds = seconds.plus(
                    switch (stage.name()) {
                        case "synthesis" ->
                            shared.judgments()
                                    ? Range.ZERO
                                    : shared.responses()
                                            ? stage(calibration.withoutGeneration(settings), stage.name())
                                            : stage.seconds();
                        case "audit" -> shared.judgments() ? Range.ZERO : stage.seconds();
                        case "evaluate" ->
                            shared.startAnswers()
                                    ? stage(calibration.withoutGeneration(settings), stage.name())
                                            .plus(stage(calibration.withoutVerdicts(settings), stage.name())
                                                    .times(0.5)) // the trained model's half
                                    : stage.seconds();
                        default -> stage.seconds();
                    });
        }
        return seconds;
    }

    private static Range stage(Forecast forecast, String name) {
        return forecast.stages().stream()
                .filter(stage -> stage.name().equals(name))
                .map(Forecast.Stage::seconds)
                .reduce(Range.ZERO, Range::plus);
    }
}
