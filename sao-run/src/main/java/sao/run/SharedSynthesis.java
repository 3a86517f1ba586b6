package sao.run;

import sao.catalog.ModelStore;
import sao.generation.EngineChatModel;
import sao.ledger.Ledger;
import sao.models.JudgeModel;
import sao.models.RunModels;
import sao.progress.Progress;
import sao.progress.StopRequest;
import sao.stage.Benchmarks;
import sao.stage.GuardException;
import sao.stage.RoundContext;
import sao.stage.SynthesisStage;
import sao.synthesis.RowShare;
import sao.workspace.RunRequest;

/// One machine's share of the questions of a run, asked ahead: when the ledgers of all shares are merged, the
/// run finds the answers there.
public final class SharedSynthesis {
    private final RunRequest request;
    private final ModelStore store;
    private final Progress progress;

    /// @param request whose folder has at least its settings
    /// @param store where catalog models are kept
    /// @param progress tells the user how far it is
    public SharedSynthesis(RunRequest request, ModelStore store, Progress progress) {
        this.request = request;
        this.store = store;
        this.progress = progress;
    }

    /// Asks the questions of a share.
    ///
    /// @param stop by which another thread may end it early; what was answered is kept
    /// @return prompts accepted among the share's own
    /// @throws GuardException if the model failed on too many rows
    public long run(RowShare share, StopRequest stop) {
        RunModels files = RunModels.resolve(request.settings(), store, progress);
        return stop.interrupting(() -> ask(share, files, stop));
    }

    private long ask(RowShare share, RunModels files, StopRequest stop) {
        try (Ledger ledger = Ledger.open(request.folder().path());
                EngineChatModel start = files.open(request.settings().engine());
                JudgeModel judge =
                        JudgeModel.open(files, start, request.settings().engine())) {
            Benchmarks benchmarks = Benchmarks.unmeasured(request.settings(), request.formats());
            RoundContext context = new RoundContext(request, benchmarks, ledger, progress, stop, 1);
            return new SynthesisStage(context, start, judge.model()).run(share);
        }
    }
}
