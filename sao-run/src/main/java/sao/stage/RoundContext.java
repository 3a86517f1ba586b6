package sao.stage;

import java.util.function.LongSupplier;
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

/// What every stage of a round needs.
///
/// @param request what the user asked for
/// @param benchmarks what stands in the files that the request names
/// @param ledger of the run
/// @param progress tells the user
/// @param stop whether the user wants an early end
/// @param round from 1
public record RoundContext(
        RunRequest request, Benchmarks benchmarks, Ledger ledger, Progress progress, StopRequest stop, int round) {
    /// {@return the settings of this round: every round after the first has a seed of its own, and so personas,
    /// questions and draws of its own}
    public RunSettings settings() {
        return request.settings().ofRound(round);
    }

    public RunFolder folder() {
        return request.folder();
    }

    /// {@return the same with another kind of judge}
    public RoundContext judgedBy(JudgeSettings.Kind kind) {
        RunSettings asked = request.settings();
        RunSettings settings = asked.with(asked.judge().withKind(kind));
        return new RoundContext(request.with(settings), benchmarks, ledger, progress, stop, round);
    }

    /// {@return the same for another round}
    public RoundContext inRound(int other) {
        return new RoundContext(request, benchmarks, ledger, progress, stop, other);
    }

    /// Begins a stage that is one line on the screen and one row in the ledger.
    ///
    /// @param unit of its work, in plural
    /// @param done units done so far, from any thread
    /// @param total units in all
    /// @return to be closed at its end
    public StageMeter begin(RoundStage stage, String unit, LongSupplier done, LongSupplier total) {
        double before = secondsSoFar(stage);
        StageMeter meter = new StageMeter(stage.label(), unit, done, total);
        meter.onUpdate(() -> note(stage, done.getAsLong(), total.getAsLong(), before + meter.seconds()));
        note(stage, 0, total.getAsLong(), before);
        return progress.begin(meter);
    }

    /// Records how far a stage is.
    void note(RoundStage stage, long done, long total, double seconds) {
        ledger.stage(new StageProgress(round, stage, done, total, seconds));
    }

    /// {@return the wall time that earlier processes of this run spent in a stage}
    double secondsSoFar(RoundStage stage) {
        try (LedgerReader reader = ledger.reader()) {
            return reader.stages().stream()
                    .filter(known -> known.round() == round && known.stage() == stage)
                    .mapToDouble(StageProgress::seconds)
                    .sum();
        }
    }
}
