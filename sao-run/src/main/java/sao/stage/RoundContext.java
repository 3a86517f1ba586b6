package sao.stage;

import java.util.function.LongSupplier;
import sao.assembly.Benchmarks;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.ledger.StageProgress;
import sao.progress.Progress;
import sao.progress.StageMeter;
import sao.progress.StopRequest;
import sao.rows.RoundStage;
import sao.settings.JudgeSettings;
import sao.settings.RunSettings;
import sao.workspace.RunFolder;
import sao.workspace.RunRequest;

/// What every stage of a round uses.
///
/// @param request the user's request
/// @param benchmarks that the request's settings name
/// @param ledger of the run
/// @param progress shows progress to the user
/// @param stop the user's request to stop early
/// @param round from 1
public record RoundContext(
        RunRequest request, Benchmarks benchmarks, Ledger ledger, Progress progress, StopRequest stop, int round) {
    /// {@return the settings of this round: each round has its own seed, and therefore its own personas, prompts
    /// and random draws}
    public RunSettings settings() {
        return request.settings().ofRound(round);
    }

    /// {@return the folder of the run}
    public RunFolder folder() {
        return request.folder();
    }

    /// {@return this context with another kind of judge}
    public RoundContext judgedBy(JudgeSettings.Kind kind) {
        RunSettings asked = request.settings();
        RunSettings settings = asked.with(asked.judge().withKind(kind));
        return new RoundContext(request.with(settings), benchmarks, ledger, progress, stop, round);
    }

    /// {@return this context with another minimum margin of pairs}
    ///
    /// @param margin least log-odds between the responses, nats
    public RoundContext withMinimumMargin(double margin) {
        RunSettings asked = request.settings();
        RunSettings settings = asked.with(asked.pairs().withMinimumMargin(margin));
        return new RoundContext(request.with(settings), benchmarks, ledger, progress, stop, round);
    }

    /// {@return this context for another round}
    public RoundContext inRound(int other) {
        return new RoundContext(request, benchmarks, ledger, progress, stop, other);
    }

    /// Begins a stage, which is one line on the screen and one row in the ledger.
    ///
    /// @param unit name of the unit of work, in plural
    /// @param done supplies the number of units done so far; called from any thread
    /// @param total supplies the number of units in all; called from any thread
    /// @return the meter, to be closed at the end of the stage
    public StageMeter begin(RoundStage stage, String unit, LongSupplier done, LongSupplier total) {
        double before = secondsSoFar(stage);
        StageMeter meter = new StageMeter(stage.label(), unit, done, total);
        meter.onUpdate(() -> recordProgress(stage, done.getAsLong(), total.getAsLong(), before + meter.seconds()));
        recordProgress(stage, 0, total.getAsLong(), before);
        return progress.begin(meter);
    }

    /// Writes the progress of a stage to the ledger.
    ///
    /// @param seconds wall time spent in the stage by all processes of this run
    void recordProgress(RoundStage stage, long done, long total, double seconds) {
        ledger.stage(new StageProgress(round, stage, done, total, seconds));
    }

    /// {@return the wall time that earlier processes of this run spent in a stage, in seconds}
    double secondsSoFar(RoundStage stage) {
        try (LedgerReader reader = ledger.reader()) {
            return reader.stages().stream()
                    .filter(known -> known.round() == round && known.stage() == stage)
                    .mapToDouble(StageProgress::seconds)
                    .sum();
        }
    }
}
