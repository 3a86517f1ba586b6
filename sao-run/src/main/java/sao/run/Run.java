package sao.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sao.assembly.Benchmarks;
import sao.catalog.ModelStore;
import sao.error.SaoException;
import sao.file.DurableFile;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.ledger.RunState;
import sao.models.EmbeddedModels;
import sao.models.ModelProvider;
import sao.progress.GuardException;
import sao.progress.InterruptedRunException;
import sao.progress.Progress;
import sao.progress.StageMeter;
import sao.progress.StopRequest;
import sao.rows.RoundStage;
import sao.stage.RoundContext;
import sao.summarizer.KeptRound;
import sao.workspace.Machine;
import sao.workspace.RunLog;
import sao.workspace.RunRequest;
import sao.workspace.SettingsChange;
import sao.yaml.SettingsWriter;

/// Runs the method in one folder, or resumes it.
///
/// Finished work is not repeated: model calls are read from the ledger, the trainer resumes from its last
/// checkpoint, and a finished run only returns its recorded results.
public final class Run {
    private static final Logger LOG = LoggerFactory.getLogger(Run.class);
    private static final String FINISHED_SETTINGS = "finished_settings";
    private static final String SUMMARY = "summary";

    private final RunRequest request;
    private final ModelStore store;
    private final Progress progress;
    private final StopRequest stop;
    private final List<Path> reused;

    /// @param request the user's request
    /// @param store the local cache of catalog models
    /// @param progress shows progress to the user
    /// @param stop lets another thread end the run early
    public Run(RunRequest request, ModelStore store, Progress progress, StopRequest stop) {
        this(request, store, progress, stop, List.of());
    }

    private Run(RunRequest request, ModelStore store, Progress progress, StopRequest stop, List<Path> reused) {
        this.request = request;
        this.store = store;
        this.progress = progress;
        this.stop = stop;
        this.reused = List.copyOf(reused);
    }

    /// {@return this run, which takes answered model calls also from the ledgers of other runs}
    ///
    /// @param folders of runs with ledgers of this program's version; they are only read
    public Run reusing(List<Path> folders) {
        return new Run(request, store, progress, stop, folders);
    }

    /// Starts or resumes the run.
    ///
    /// @return the results as lines for the user
    /// @throws GuardException if a guard stopped the run
    /// @throws InterruptedRunException if a stop was requested; the state is saved
    /// @throws SaoException if the run failed; calling this method again resumes it
    public List<String> run() {
        long begin = System.nanoTime();
        SettingsChange.check(request, progress);
        Benchmarks benchmarks = Benchmarks.read(request.settings(), request.formats());
        RunIdentity identity = RunIdentity.of(request.settings(), benchmarks);
        Optional<List<String>> finished = finished(identity);
        if (finished.isPresent()) {
            return finished.get();
        }
        ModelProvider models =
                stop.interrupting(() -> EmbeddedModels.resolve(request.settings(), request.folder(), store, progress));
        try (Ledger ledger = Ledger.open(request.folder().path(), reused);
                RunLog _ = new RunLog(request.folder().logs())) {
            writeSettings();
            Machine.facts().forEach(ledger::meta);
            request.folder().forecastText().ifPresent(text -> ledger.meta("forecast", text));
            RoundContext context = new RoundContext(request, benchmarks, ledger, progress, stop, 1);
            List<String> results = guarded(context, models, identity);
            return Summary.in(
                    request.folder(),
                    keptRound(ledger),
                    results,
                    StageMeter.clock((System.nanoTime() - begin) / 1e9) + " in this process");
        }
    }

    private Optional<List<String>> finished(RunIdentity identity) {
        if (!request.folder().isBegun() || !Files.isRegularFile(request.folder().report())) {
            return Optional.empty();
        }
        Ledger.upgrade(request.folder().path()); // changes nothing in a ledger of this version
        try (LedgerReader reader = LedgerReader.open(request.folder().path())) {
            boolean same = reader.state() == RunState.FINISHED
                    && identity.matches(reader.meta(FINISHED_SETTINGS).orElse(""));
            if (!same) {
                return Optional.empty();
            }
            List<String> results = reader.meta(SUMMARY).orElse("").lines().toList();
            return Optional.of(Summary.in(
                    request.folder(), KeptRound.of(reader), results, "no time: the run was finished before"));
        }
    }

    private static int keptRound(Ledger ledger) {
        try (LedgerReader reader = ledger.reader()) {
            return KeptRound.of(reader);
        }
    }

    private List<String> guarded(RoundContext context, ModelProvider models, RunIdentity identity) {
        Ledger ledger = context.ledger();
        try {
            List<String> summary =
                    new Rounds(context, models, identity, (round, own) -> new Round(round).run(own)).run();
            ledger.meta(SUMMARY, String.join("\n", summary));
            ledger.meta(FINISHED_SETTINGS, identity.text());
            ledger.state(RunState.FINISHED, "");
            report(context);
            return summary;
        } catch (GuardException e) {
            ledger.state(RunState.STOPPED, e.problem());
            report(context);
            throw e;
        } catch (RuntimeException e) {
            boolean interrupted = Thread.interrupted(); // so that the ledger can wait for its last commit
            LOG.info("ended early, interrupted {}, stop asked {}", interrupted, stop.isRequested(), e);
            if (stop.isRequested()) {
                throw e instanceof InterruptedRunException ? e : new InterruptedRunException();
            }
            String problem = e instanceof SaoException known ? known.problem() : e.toString();
            ledger.event("failed", Map.of("problem", problem));
            ledger.state(RunState.FAILED, problem);
            throw e;
        }
    }

    private void report(RoundContext context) {
        context.ledger().flush();
        try (StageMeter _ = context.begin(RoundStage.REPORT, "page", () -> 1, () -> 1)) {
            request.formats().report(request.folder());
        }
    }

    private void writeSettings() {
        DurableFile.write(request.folder().settings(), SettingsWriter.document(request.settings(), request.comments()));
    }
}
