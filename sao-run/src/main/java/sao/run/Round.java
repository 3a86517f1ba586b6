package sao.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sao.chat.ChatModel;
import sao.domain.PreferencePair;
import sao.domain.Prompt;
import sao.evaluation.EvaluationReport;
import sao.evaluation.PromptSet;
import sao.ledger.LedgerReader;
import sao.models.ModelProvider;
import sao.models.OpenModel;
import sao.rows.RoundWriter;
import sao.settings.JudgeSettings;
import sao.settings.JudgeSettings.Kind;
import sao.settings.PairSettings.Rejected;
import sao.stage.AuditStage;
import sao.stage.AuditStage.Audited;
import sao.stage.EvaluateStage;
import sao.stage.Judges;
import sao.stage.LabelAgreement;
import sao.stage.RoundContext;
import sao.stage.SynthesisStage;
import sao.summarizer.AuditResults;
import sao.summarizer.EvaluationResults;
import sao.trainstage.TrainStage;

/// One round of the method: the start model makes pairs, is trained on them, and the result is measured.
final class Round {
    private final RoundContext asked;

    /// @param context with the settings as the user gave them
    Round(RoundContext context) {
        this.asked = context;
    }

    /// What is known when the start model is closed before the training.
    ///
    /// @param context with the settings as they are carried out: a judge that was to be found is found
    /// @param heldOut prompts kept for the measurement
    /// @param measuredOn those, and the prompts of each benchmark
    private record Prepared(RoundContext context, List<Prompt> heldOut, List<PromptSet> measuredOn) {}

    /// What came out of a round.
    ///
    /// @param summary the measured results in words
    /// @param measured against the round's start on held-out prompts, by which alone it is decided whether rounds
    ///     go on; empty without held-out prompts
    record Outcome(List<String> summary, Optional<EvaluationReport> measured) {}

    /// {@return what came out}
    ///
    /// @param models of the round
    Outcome run(ModelProvider models) {
        Prepared prepared = asked.stop().interrupting(() -> ask(models));
        RoundContext context = prepared.context();
        RoundWriter records = context.ledger().current(context.round());
        List<PreferencePair> pairs = pairs();
        context.stop().interrupting(() -> {
            agree(context, models, pairs);
            return pairs;
        });
        new TrainStage(context, records).run(models.files(), pairs, prepared.heldOut());
        List<EvaluationReport> reports = prepared.measuredOn().isEmpty()
                ? List.of()
                : context.stop().interrupting(() -> new EvaluateStage(context, prepared.measuredOn()).measure(models));
        EvaluationResults.of(reports).forEach(records::result);
        return new Outcome(
                Summary.of(reports),
                reports.stream().filter(report -> report.prompts().isHeldOut()).findFirst());
    }

    /// Asks the model of the round before about this round's pairs, where a model judges itself.
    private void agree(RoundContext context, ModelProvider models, List<PreferencePair> pairs) {
        JudgeSettings judge = context.settings().judge();
        if (models.judgesItself() && Judges.asksModel(judge, judge.kind())) {
            models.before().ifPresent(open -> {
                try (ChatModel before = open) {
                    new LabelAgreement(context, pairs).measure(before);
                }
            });
        }
    }

    /// Everything for which the start model is open before the training.
    private Prepared ask(ModelProvider models) {
        try (ChatModel model = models.start();
                OpenModel judge = models.judge(model);
                Anchor anchor = anchor(models)) {
            asked.ledger().meta("model_fingerprint", model.fingerprint());
            asked.ledger()
                    .meta("judge_model", Judges.otherModel(asked.settings()).orElse(""));
            asked.ledger().meta("judge_fingerprint", judge.model().fingerprint());
            RoundContext context = rank(new Models(model, judge.model(), anchor.model()));
            List<Prompt> heldOut = heldOut();
            List<PromptSet> measuredOn = measuredOn(heldOut);
            if (!measuredOn.isEmpty()) {
                new EvaluateStage(context, measuredOn).prepare(model);
            }
            return new Prepared(context, heldOut, measuredOn);
        }
    }

    /// The model that the run began with, whose answers are the rejected ones; empty unless the settings ask for it.
    private record Anchor(Optional<ChatModel> model) implements AutoCloseable {
        @Override
        public void close() {
            model.ifPresent(ChatModel::close);
        }
    }

    private Anchor anchor(ModelProvider models) {
        boolean wanted = asked.settings().pairs().rejected() == Rejected.START && asked.round() > 1;
        return new Anchor(wanted ? Optional.of(models.first()) : Optional.empty());
    }

    /// The models that are open before the training.
    ///
    /// @param start writes and answers
    /// @param judge ranks
    /// @param anchor an earlier one whose answers are rejected
    private record Models(ChatModel start, ChatModel judge, Optional<ChatModel> anchor) {
        SynthesisStage stage(RoundContext context) {
            return new SynthesisStage(context, start, judge, anchor);
        }
    }

    /// Makes the pairs and audits who ranked them: before, where the audit is to find the judge; else after,
    /// when the probes' answers are there anyway.
    private RoundContext rank(Models models) {
        AuditStage audit = new AuditStage(asked, models.judge());
        if (asked.settings().judge().kind() == Kind.AUTO) {
            List<Audited> tables = audit.run(
                    models.stage(asked.judgedBy(Kind.RANDOM)).synthesis(), // no pairs yet
                    Judges.kinds(asked.settings()),
                    List.of());
            Kind best = audit.best(tables).orElseGet(() -> {
                audit.noneClears(tables);
                return audit.bestOfAll(tables).kind();
            });
            RoundContext context = asked.judgedBy(best);
            context.progress().say("The audit takes the judge %s.".formatted(best.label()));
            models.stage(context).run();
            record(tables);
            return context;
        }
        SynthesisStage synthesis = models.stage(asked);
        synthesis.run();
        if (!audit.isLeftOut()) {
            List<Audited> tables = audit.run(
                    synthesis.synthesis(), List.of(asked.settings().judge().kind()), List.of());
            record(tables);
            audit.decide(tables.getFirst().table());
        }
        return asked;
    }

    private void record(List<Audited> tables) {
        RoundWriter records = asked.ledger().current(asked.round());
        tables.forEach(audited -> records.result(AuditResults.of(audited.table())));
    }

    private List<PreferencePair> pairs() {
        try (LedgerReader reader = asked.ledger().reader()) {
            return reader.round(asked.round()).pairList();
        }
    }

    private List<PromptSet> measuredOn(List<Prompt> heldOut) {
        List<PromptSet> sets = new ArrayList<>();
        if (!heldOut.isEmpty()) {
            sets.add(PromptSet.heldOut(heldOut));
        }
        sets.addAll(asked.benchmarks().measured());
        return sets;
    }

    private List<Prompt> heldOut() {
        try (LedgerReader reader = asked.ledger().reader()) {
            return reader.round(asked.round()).prompts(true);
        }
    }
}
