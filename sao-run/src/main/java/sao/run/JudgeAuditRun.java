package sao.run;

import java.util.Arrays;
import java.util.List;
import sao.assembly.Benchmarks;
import sao.assembly.Judges;
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
import sao.progress.GuardException;
import sao.progress.Progress;
import sao.progress.StopRequest;
import sao.progress.Wording;
import sao.settings.JudgeSettings.Kind;
import sao.settings.RunSettings;
import sao.stage.AuditStage;
import sao.stage.AuditStage.Audited;
import sao.stage.RoundContext;
import sao.stage.SynthesisStage;
import sao.summarizer.AuditResults;
import sao.workspace.RunRequest;

/// Audits judges outside of a run's stages: on a finished run, or in a folder that holds only settings. Every
/// model call is stored in the run's ledger.
public final class JudgeAuditRun {
    /// Every kind of judge that the settings allow.
    public static final String ALL = "all";

    private final RunRequest request;
    private final ModelStore store;
    private final Progress progress;

    /// @param request the user's request; its folder holds at least the settings
    /// @param store the local cache of catalog models
    /// @param progress shows progress to the user
    public JudgeAuditRun(RunRequest request, ModelStore store, Progress progress) {
        this.request = request;
        this.store = store;
        this.progress = progress;
    }

    /// Audits judges and records the results, if the run has begun.
    ///
    /// @param kinds names of judges, or [#ALL]; if empty, the run's own judge
    /// @param labelled pairs labelled by the user, judged besides the probes made from the run's responses
    /// @return the audit of each judge, in the order of `kinds`
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

    /// Checks that at least one audited judge reaches the floor.
    ///
    /// @throws GuardException if no judge reaches the floor and the request does not force
    public void decide(List<AuditTable> tables) {
        double floor = request.settings().judge().audit().minimumAccuracy();
        boolean cleared = tables.stream().anyMatch(table -> table.clears(floor));
        if (floor > 0 && !cleared && !request.force()) {
            throw new GuardException(
                    "No audited judge reaches the floor of %s.".formatted(Wording.percent(floor)),
                    "Audit more judges with --kinds all, set a larger judge model (--set judge.model=NAME), or lower"
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
                .filter(kind -> kind.isNamed(name))
                .findFirst()
                .orElseThrow(() -> new SaoException(
                        Arrays.stream(Kind.values()).anyMatch(kind -> kind.isNamed(name))
                                ? "The judge '%s' cannot be audited with these settings.".formatted(name)
                                : "There is no judge '%s'.".formatted(name),
                        "Use all, or some of: %s."
                                .formatted(String.join(
                                        ", ", allowed.stream().map(Kind::label).toList()))));
    }

    private static void requireProbes(List<Audited> tables) {
        if (tables.getFirst().table().rows().isEmpty()) {
            throw new SaoException(
                    "No response is long enough to make a probe of: none has twenty words.",
                    "Allow longer responses (responses.max_tokens), use more prompts (personas.count), or give labelled"
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
