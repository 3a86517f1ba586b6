package sao.run;

import sao.assembly.Benchmarks;
import sao.catalog.ModelStore;
import sao.chat.ChatModel;
import sao.ledger.Ledger;
import sao.models.EmbeddedModels;
import sao.models.ModelProvider;
import sao.models.OpenModel;
import sao.progress.GuardException;
import sao.progress.Progress;
import sao.progress.StopRequest;
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
        ModelProvider models = EmbeddedModels.resolve(request.settings(), request.folder(), store, progress);
        return stop.interrupting(() -> ask(share, models, stop));
    }

    private long ask(RowShare share, ModelProvider models, StopRequest stop) {
        try (Ledger ledger = Ledger.openBeside(request.folder().path());
                ChatModel start = models.start();
                OpenModel judge = models.judge(start)) {
            Benchmarks benchmarks = Benchmarks.unmeasured(request.settings(), request.formats());
            RoundContext context = new RoundContext(request, benchmarks, ledger, progress, stop, 1);
            return new SynthesisStage(context, start, judge.model()).run(share);
        }
    }
}
