package sao.run;

import java.util.Arrays;
import java.util.List;
import sao.audit.AuditTable;
import sao.audit.Probe;
import sao.catalog.ModelStore;
import sao.chat.ChatModel;
import sao.error.SaoException;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.models.EmbeddedModels;
import sao.models.ModelProvider;
import sao.models.OpenModel;
import sao.progress.Progress;
import sao.progress.StopRequest;
import sao.progress.Wording;
import sao.settings.JudgeSettings.Kind;
import sao.settings.RunSettings;
import sao.stage.AuditStage;
import sao.stage.AuditStage.Audited;
import sao.stage.Benchmarks;
import sao.stage.GuardException;
import sao.stage.Judges;
import sao.stage.RoundContext;
import sao.stage.SynthesisStage;
import sao.summarizer.AuditResults;
import sao.workspace.RunRequest;

/// An audit of judges that stands alone: on a run that is over, or on one of which there are only the
/// settings yet. Every model call is remembered in the run's ledger.
public final class StandingAudit {
    /// Every kind of judge that the settings allow.
    public static final String ALL = "all";

    private final RunRequest request;
    private final ModelStore store;
    private final Progress progress;

    /// @param request whose folder has at least its settings
    /// @param store where catalog models are kept
    /// @param progress tells the user how far it is
    public StandingAudit(RunRequest request, ModelStore store, Progress progress) {
        this.request = request;
        this.store = store;
        this.progress = progress;
    }

    /// {@return what each judge is worth, in the order asked}
    ///
    /// @param kinds names of judges, or [#ALL]; empty: the run's own
    /// @param labelled pairs of known order, asked beside those made from the run's own answers
    /// @throws SaoException if there is no such judge, or a file cannot be read
    public List<AuditTable> run(List<String> kinds, List<Probe> labelled) {
        RunSettings settings = request.settings();
        List<Kind> wanted = kinds(kinds, settings);
        ModelProvider models = EmbeddedModels.resolve(settings, request.folder(), store, progress);
        try (Ledger ledger = Ledger.openBeside(request.folder().path());
                ChatModel start = models.start();
                OpenModel judge = models.judge(start)) {
            Benchmarks benchmarks = Benchmarks.unmeasured(settings, request.formats());
            RoundContext context = new RoundContext(request, benchmarks, ledger, progress, new StopRequest(), 1);
            SynthesisStage synthesis = new SynthesisStage(context.judgedBy(Kind.RANDOM), start, judge.model());
            AuditStage audit = new AuditStage(context, judge.model());
            List<Audited> tables = audit.run(synthesis.synthesis(), wanted, labelled);
            record(ledger, tables);
            requireProbes(tables);
            return tables.stream().map(Audited::table).toList();
        }
    }

    /// Stops with the guard's exit code where no audited judge clears the floor.
    ///
    /// @throws GuardException if the best of them is below it and nobody forces
    public void decide(List<AuditTable> tables) {
        double floor = request.settings().judge().audit().minimumAccuracy();
        boolean cleared = tables.stream().anyMatch(table -> table.clears(floor));
        if (floor > 0 && !cleared && !request.force()) {
            throw new GuardException(
                    "No judge that was audited reaches the floor of %s.".formatted(Wording.percent(floor)),
                    "Audit more of them with --kinds all, let a bigger model judge (--set judge.model=NAME), or lower"
                            + " judge.audit.minimum_accuracy.");
        }
    }

    private static List<Kind> kinds(List<String> names, RunSettings settings) {
        List<Kind> allowed = Judges.kinds(settings);
        boolean all =
                names.contains(ALL) || (names.isEmpty() && settings.judge().kind() == Kind.AUTO);
        if (all) {
            return allowed;
        }
        if (names.isEmpty()) {
            return List.of(settings.judge().kind());
        }
        return names.stream().map(name -> kind(name, allowed)).toList();
    }

    private static Kind kind(String name, List<Kind> allowed) {
        return allowed.stream()
                .filter(kind -> kind.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new SaoException(
                        Arrays.stream(Kind.values())
                                        .anyMatch(kind -> kind.label().equals(name))
                                ? "The judge '%s' cannot be audited with these settings.".formatted(name)
                                : "There is no judge '%s'.".formatted(name),
                        "Use all, or some of: %s."
                                .formatted(String.join(
                                        ", ", allowed.stream().map(Kind::label).toList()))));
    }

    private static void requireProbes(List<Audited> tables) {
        if (tables.getFirst().table().rows().isEmpty()) {
            throw new SaoException(
                    "No answer is long enough to make a probe of: none has twenty words.",
                    "Allow longer answers (responses.max_tokens), more prompts (personas.count), or give labelled"
                            + " pairs with --labels.");
        }
    }

    /// A run that was begun shows the audits in its report; where there is no round yet they are only said.
    private static void record(Ledger ledger, List<Audited> tables) {
        boolean begun;
        try (LedgerReader reader = ledger.reader()) {
            begun = reader.rounds().contains(1);
        }
        if (begun) {
            tables.forEach(audited -> ledger.current(1).result(AuditResults.of(audited.table())));
        }
    }
}
