package sao.loop;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import sao.domain.ChatModel;
import sao.judging.AnsweredPrompt;
import sao.judging.AuditTable;
import sao.judging.FloorDecision;
import sao.judging.InFlight;
import sao.judging.Judge;
import sao.judging.JudgeAudit;
import sao.ledger.RoundRecords;
import sao.summary.Findings;
import sao.synthesis.Synthesis;

/// Whether the judge can be believed, before training pays for it.
final class AuditStage {
    /// Each prompt makes up to four probes.
    private static final int PROBES_OF_A_PROMPT = 4;

    private final RoundContext context;
    private final ChatModel start;

    AuditStage(RoundContext context, ChatModel start) {
        this.context = context;
        this.start = start;
    }

    /// Asks the judge about pairs of known order.
    ///
    /// @param synthesis whose answers become probes
    /// @param records where the table goes
    /// @throws GuardException if the judge is below the floor and nobody forces
    void run(Synthesis synthesis, RoundRecords records) {
        int prompts = context.settings().judge().audit().probes() / PROBES_OF_A_PROMPT;
        if (prompts == 0) {
            return;
        }
        AtomicInteger done = new AtomicInteger();
        AtomicInteger total = new AtomicInteger();
        Judge judge = Judges.ofPairs(context.settings(), context.ledger().remembering(start, "audit"));
        AuditTable table;
        try (StageMeter _ = context.begin(StageName.AUDIT, "probes", done::get, total::get)) {
            List<AnsweredPrompt> answered = synthesis.sample(prompts).stream()
                    .map(one -> new AnsweredPrompt(one.prompt(), List.of(one.first(), one.second())))
                    .toList();
            JudgeAudit audit =
                    JudgeAudit.of(answered, prompts, context.settings().seed());
            total.set(audit.probes().size());
            table = audit.audit(
                    judge,
                    new InFlight(context.settings().engine().slots(), count -> done.set(Math.min(count, total.get()))));
            done.set(total.get());
            Findings.of(table).forEach(records::evaluation);
        }
        decide(table);
    }

    /// A floor of 0 is no floor: the table is recorded and nothing stops.
    private void decide(AuditTable table) {
        double floor = context.settings().judge().audit().minimumAccuracy();
        if (floor == 0) {
            return;
        }
        switch (table.against(floor)) {
            case FloorDecision.Cleared _ ->
                context.progress()
                        .say("The judge %s was right on %s."
                                .formatted(
                                        table.judge(), Words.share(table.all().accuracy())));
            case FloorDecision.Below(double minimum, var accuracy) -> {
                String problem = "The judge %s was right on %s, below the floor of %s."
                        .formatted(table.judge(), Words.share(accuracy), Words.percent(minimum));
                if (!context.request().force()) {
                    throw new GuardException(
                            problem + " Training on its verdicts would teach noise.",
                            "Choose another judge (judge.kind: backward suits small models), or run again with --force.");
                }
                context.progress().say(problem + " Going on: --force.");
            }
        }
    }
}
