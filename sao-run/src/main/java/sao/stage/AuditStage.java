package sao.stage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import sao.audit.AuditTable;
import sao.audit.JudgeAudit;
import sao.audit.Probe;
import sao.audit.ProbeKind;
import sao.chat.ChatModel;
import sao.concurrent.BoundedConcurrency;
import sao.judging.Judge;
import sao.progress.StageMeter;
import sao.progress.Wording;
import sao.rows.RoundStage;
import sao.settings.JudgeSettings.Kind;
import sao.statistics.Interval;
import sao.synthesis.Synthesis;

/// Whether judges can be believed, before training pays for it: all of them are asked about the same pairs
/// of known order.
public final class AuditStage {
    /// Prompts looked at for each that makes probes: some have answers too short for it.
    private static final int SPARE = 2;

    private final RoundContext context;
    private final ChatModel model;

    /// A judge of a kind with what was found out about it.
    public record Audited(Kind kind, AuditTable table) {}

    /// @param model that the judges ask; stays the caller's
    public AuditStage(RoundContext context, ChatModel model) {
        this.context = context;
        this.model = model;
    }

    /// {@return the probes of the run's own answers}
    ///
    /// @param synthesis whose answers become probes
    JudgeAudit probes(Synthesis synthesis) {
        int prompts = prompts();
        return JudgeAudit.of(
                SynthesisStage.stoppedByGuard(() -> synthesis.sample(SPARE * prompts)),
                prompts,
                context.settings().seed());
    }

    /// {@return whether the settings ask for no audit}
    public boolean isLeftOut() {
        return prompts() == 0;
    }

    private int prompts() {
        return Math.ceilDiv(context.settings().judge().audit().probes(), ProbeKind.ofOnePrompt());
    }

    /// {@return what each of these judges is worth}
    ///
    /// @param synthesis whose answers become probes
    /// @param kinds of judges
    /// @param labelled pairs that somebody labelled; may be none
    public List<Audited> run(Synthesis synthesis, List<Kind> kinds, List<Probe> labelled) {
        AtomicInteger done = new AtomicInteger();
        AtomicInteger total = new AtomicInteger();
        ChatModel remembering = context.ledger().remembering(model, "audit", context.round());
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

    /// {@return the kind whose accuracy is highest, of those whose interval lies above the floor and which
    /// are no mere controls; empty if there is none}
    public Optional<Kind> best(List<Audited> tables) {
        double floor = context.settings().judge().audit().minimumAccuracy();
        return mostAccurate(tables.stream()
                        .filter(audited -> audited.table().deciding().interval().low() >= floor)
                        .toList())
                .map(Audited::kind);
    }

    /// Stops the run if a judge is below the floor. A floor of 0 is no floor: the table is recorded and
    /// nothing stops.
    ///
    /// @throws GuardException if it is below and nobody forces
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
                    "Choose another judge (judge.kind: auto takes the best; `sao judge DIR --audit --kinds all`"
                            + " shows them), or run again with --force.");
        }
    }

    /// Stops the run because no judge clears the floor with its whole interval.
    ///
    /// @throws GuardException if nobody forces
    public void noneClears(List<Audited> tables) {
        Audited best = bestOfAll(tables);
        Interval interval = best.table().deciding().interval();
        stop(
                "None of %d judges clears the floor of %s with its whole interval; the best, %s, was right on %s, and its interval begins at %s."
                        .formatted(
                                tables.size(),
                                Wording.percent(
                                        context.settings().judge().audit().minimumAccuracy()),
                                best.table().judge(),
                                Wording.accuracy(best.table()),
                                Wording.percent(interval.low())),
                "Let a bigger model judge (judge.model), give the audit more probes (judge.audit.probes), lower"
                        + " judge.audit.minimum_accuracy, or run again with --force.");
    }

    /// {@return the judge of the highest accuracy, controls left aside, whatever the floor}
    public Audited bestOfAll(List<Audited> tables) {
        return mostAccurate(tables).orElseThrow();
    }

    /// Of equals the first.
    private static Optional<Audited> mostAccurate(List<Audited> tables) {
        return tables.stream()
                .filter(audited -> !Judges.isControl(audited.kind()))
                .max(Comparator.comparingDouble(
                        audited -> audited.table().deciding().accuracy().value()));
    }

    private void stop(String problem, String remedy) {
        if (!context.request().force()) {
            throw new GuardException(problem + " Training on its verdicts would teach noise.", remedy);
        }
        context.progress().say(problem + " Going on: --force.");
    }
}
