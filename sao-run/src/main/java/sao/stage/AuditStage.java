package sao.stage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import sao.assembly.Judges;
import sao.audit.AuditTable;
import sao.audit.JudgeAudit;
import sao.audit.Probe;
import sao.audit.ProbeKind;
import sao.calls.CallPurpose;
import sao.chat.ChatModel;
import sao.concurrent.BoundedConcurrency;
import sao.judging.Judge;
import sao.progress.GuardException;
import sao.progress.StageMeter;
import sao.progress.Wording;
import sao.rows.RoundStage;
import sao.settings.JudgeSettings.Kind;
import sao.statistics.Interval;
import sao.synthesis.Synthesis;

/// Measures the accuracy of judges before training uses their verdicts. All audited judges compare the same
/// pairs, whose better response is known.
public final class AuditStage {
    /// Prompts sampled per prompt that is needed for probes: some responses are too short to make probes of.
    private static final int SPARE = 2;

    private final RoundContext context;
    private final ChatModel model;

    /// The audit of one judge.
    ///
    /// @param kind of the judge
    /// @param table its results
    public record Audited(Kind kind, AuditTable table) {}

    /// @param model that the judges call; still owned by the caller
    public AuditStage(RoundContext context, ChatModel model) {
        this.context = context;
        this.model = model;
    }

    /// {@return the probes made from the run's own responses}
    ///
    /// @param synthesis supplies the responses
    JudgeAudit probes(Synthesis synthesis) {
        int prompts = prompts();
        return JudgeAudit.of(
                SynthesisStage.stoppedByGuard(
                        () -> synthesis.sample(context.ledger(), context.round(), SPARE * prompts)),
                prompts,
                context.settings().seed());
    }

    /// {@return whether the settings turn the audit off}
    public boolean isLeftOut() {
        return prompts() == 0;
    }

    private int prompts() {
        return Math.ceilDiv(context.settings().judge().audit().probes(), ProbeKind.ofOnePrompt());
    }

    /// Audits judges.
    ///
    /// @param synthesis supplies the responses from which probes are made
    /// @param kinds the judges to audit
    /// @param labelled further pairs, labelled by the user; may be empty
    /// @return the results in the order of `kinds`; kinds that the model cannot serve are left out with a notice,
    ///     unless none would remain
    public List<Audited> run(Synthesis synthesis, List<Kind> kinds, List<Probe> labelled) {
        List<Kind> supported = Judges.supported(context.settings().judge(), kinds, model, context.progress()::sayOnce);
        return audited(synthesis, supported.isEmpty() ? kinds : supported, labelled);
    }

    private List<Audited> audited(Synthesis synthesis, List<Kind> kinds, List<Probe> labelled) {
        AtomicInteger done = new AtomicInteger();
        AtomicInteger total = new AtomicInteger();
        ChatModel remembering = context.ledger().remembering(model, CallPurpose.AUDIT, context.round());
        List<Audited> tables = new ArrayList<>();
        try (StageMeter _ = context.begin(RoundStage.AUDIT, "verdicts", done::get, total::get)) {
            JudgeAudit audit = probes(synthesis).with(labelled);
            List<Judge> judges = kinds.stream()
                    .map(kind -> Judges.of(kind, context.settings(), remembering))
                    .toList();
            total.set(judges.stream().mapToInt(audit::verdicts).sum());
            for (int i = 0; i < judges.size(); i++) {
                BoundedConcurrency inFlight = new BoundedConcurrency(model.concurrency(), done::incrementAndGet);
                tables.add(new Audited(kinds.get(i), audit.audit(judges.get(i), inFlight)));
            }
            done.set(total.get());
        }
        return tables;
    }

    /// {@return the judge with the highest accuracy among those whose whole interval lies at or above the floor,
    /// controls excluded; empty if no judge qualifies}
    public Optional<Kind> best(List<Audited> tables) {
        double floor = context.settings().judge().audit().minimumAccuracy();
        return mostAccurate(tables.stream()
                        .filter(audited -> audited.table().deciding().interval().low() >= floor)
                        .toList())
                .map(Audited::kind);
    }

    /// Stops the run if a judge's accuracy is below the floor. A floor of 0 disables the check.
    ///
    /// @throws GuardException if the accuracy is below the floor and the request does not force
    public void decide(AuditTable table) {
        double floor = context.settings().judge().audit().minimumAccuracy();
        if (floor == 0) {
            return;
        }
        String right = "The judge %s was right on %s".formatted(table.judge(), Wording.accuracy(table));
        if (table.clears(floor)) {
            context.progress().say(right + ".");
        } else {
            stop(
                    "%s, below the floor of %s.".formatted(right, Wording.percent(floor)),
                    "Choose another judge (judge.kind: auto selects the best; `sao judge DIR --kinds all`"
                            + " compares them), or run again with --force.");
        }
    }

    /// Stops the run because no judge's whole interval lies at or above the floor.
    ///
    /// @throws GuardException unless the request forces
    public void noneClears(List<Audited> tables) {
        Audited best = bestOfAll(tables);
        Interval interval = best.table().deciding().interval();
        stop(
                "None of %d judges has its whole interval above the floor of %s; the best, %s, was right on %s, and its interval begins at %s."
                        .formatted(
                                tables.size(),
                                Wording.percent(
                                        context.settings().judge().audit().minimumAccuracy()),
                                best.table().judge(),
                                Wording.accuracy(best.table()),
                                Wording.percent(interval.low())),
                "Set a larger judge model (judge.model), use more probes (judge.audit.probes), lower"
                        + " judge.audit.minimum_accuracy, or run again with --force.");
    }

    /// {@return the judge with the highest accuracy, controls excluded, regardless of the floor}
    public Audited bestOfAll(List<Audited> tables) {
        return mostAccurate(tables).orElseThrow();
    }

    /// {@return the most accurate judge that is not a control; the first of equals}
    private static Optional<Audited> mostAccurate(List<Audited> tables) {
        return tables.stream()
                .filter(audited -> !Judges.isControl(audited.kind()))
                .max(Comparator.comparingDouble(
                        audited -> audited.table().deciding().accuracy().value()));
    }

    private void stop(String problem, String remedy) {
        if (!context.request().force()) {
            throw new GuardException(problem + " Training on its verdicts would fit noise.", remedy);
        }
        context.progress().say(problem + " Continuing because of --force.");
    }
}
