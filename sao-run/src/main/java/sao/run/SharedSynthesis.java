package sao.run;

import sao.assembly.Benchmarks;
import sao.catalog.ModelStore;
import sao.chat.ChatModel;
import sao.ledger.Ledger;
import sao.models.EmbeddedModels;
import sao.models.ModelProvider;
import sao.models.OpenModel;
import sao.progress.Progress;
import sao.progress.StopRequest;
import sao.stage.RoundContext;
import sao.stage.SynthesisStage;
import sao.synthesis.RowShare;
import sao.workspace.RunRequest;

/// Computes one machine's share of a run's model calls in advance. After the ledgers of all shares are merged,
/// the run reads the results from the merged ledger.
public final class SharedSynthesis {
    private final RunRequest request;
    private final ModelStore store;
    private final Progress progress;

    /// @param request the user's request; its folder holds at least the settings
    /// @param store the local cache of catalog models
    /// @param progress shows progress to the user
    public SharedSynthesis(RunRequest request, ModelStore store, Progress progress) {
        this.request = request;
        this.store = store;
        this.progress = progress;
    }

    /// Computes the model calls of a share.
    ///
    /// @param stop lets another thread end the work early; finished calls stay in the ledger
    /// @return number of accepted prompts among the share's rows
    /// @throws sao.progress.GuardException if the model failed on too many rows
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
