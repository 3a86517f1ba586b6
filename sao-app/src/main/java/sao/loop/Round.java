package sao.loop;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import sao.domain.ChatModel;
import sao.domain.PreferencePair;
import sao.domain.Prompt;
import sao.evaluation.EvaluationReport;
import sao.generation.EngineChatModel;
import sao.ledger.LedgerReader;
import sao.ledger.RoundRecords;
import sao.loop.AuditStage.Audited;
import sao.settings.JudgeSettings;
import sao.settings.JudgeSettings.Kind;
import sao.summary.Findings;
import sao.training.TrainingResult;

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
    private record Prepared(RoundContext context, List<Prompt> heldOut) {}

    /// What came out of a round.
    ///
    /// @param summary in words
    /// @param measured against the round's start; empty without held-out prompts
    record Outcome(List<String> summary, Optional<EvaluationReport> measured) {}

    /// {@return what came out}
    ///
    /// @param files of the models
    Outcome run(RunModels files) {
        long begin = System.nanoTime();
        Prepared prepared = asked.stop().interrupting(() -> ask(files));
        RoundContext context = prepared.context();
        Path start = files.start();
        RoundRecords records = context.ledger().current(context.round());
        List<PreferencePair> pairs = pairs();
        context.stop().interrupting(() -> {
            agree(context, files, pairs);
            return pairs;
        });
        TrainingResult trained = new TrainStage(context, records).run(start, pairs, prepared.heldOut());
        Path model = context.stop().interrupting(() -> new ExportStage(context).run(start, trained, pairs));
        Optional<EvaluationReport> measured = Optional.empty();
        if (!prepared.heldOut().isEmpty()) {
            EvaluationReport report = context.stop()
                    .interrupting(() -> new EvaluateStage(context, prepared.heldOut()).measure(model, start));
            Findings.of(report).forEach(records::evaluation);
            measured = Optional.of(report);
        }
        return new Outcome(Summary.of(context, measured, (System.nanoTime() - begin) / 1e9), measured);
    }

    /// Asks the model of the round before about this round's pairs, where a model judges itself.
    private void agree(RoundContext context, RunModels files, List<PreferencePair> pairs) {
        JudgeSettings judge = context.settings().judge();
        if (files.judgesItself() && Judges.asksModel(judge, judge.kind())) {
            files.before().ifPresent(path -> {
                try (EngineChatModel before =
                        EmbeddedModel.open(path, context.settings().engine())) {
                    new LabelAgreement(context, pairs).measure(before);
                }
            });
        }
    }

    /// Everything for which the start model is open before the training.
    private Prepared ask(RunModels files) {
        try (EngineChatModel model =
                        EmbeddedModel.open(files.start(), asked.settings().engine());
                JudgeModel judge =
                        JudgeModel.open(files, model, asked.settings().engine())) {
            asked.ledger().meta("model_fingerprint", model.fingerprint());
            RoundContext context = rank(model, judge.model());
            List<Prompt> heldOut = heldOut();
            if (!heldOut.isEmpty()) {
                new EvaluateStage(context, heldOut).prepare(model);
            }
            return new Prepared(context, heldOut);
        }
    }

    /// Makes the pairs and audits who ranked them: before, where the audit is to find the judge; else after,
    /// when the probes' answers are there anyway.
    private RoundContext rank(ChatModel start, ChatModel judge) {
        AuditStage audit = new AuditStage(asked, judge);
        if (asked.settings().judge().kind() == Kind.AUTO) {
            List<Audited> tables = audit.run(
                    new SynthesisStage(asked.judgedBy(Kind.RANDOM), start, judge).synthesis(), // no pairs yet
                    Judges.kinds(asked.settings()),
                    List.of());
            Kind best = audit.best(tables).orElseGet(() -> {
                audit.noneClears(tables);
                return audit.bestOfAll(tables).kind();
            });
            RoundContext context = asked.judgedBy(best);
            context.progress().say("The audit takes the judge %s.".formatted(best.label()));
            new SynthesisStage(context, start, judge).run();
            record(tables);
            return context;
        }
        SynthesisStage synthesis = new SynthesisStage(asked, start, judge);
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
        RoundRecords records = asked.ledger().current(asked.round());
        tables.forEach(audited -> Findings.of(audited.table()).forEach(records::evaluation));
    }

    private List<PreferencePair> pairs() {
        try (LedgerReader reader = asked.ledger().reader()) {
            return reader.pairs(asked.round());
        }
    }

    private List<Prompt> heldOut() {
        try (LedgerReader reader = asked.ledger().reader()) {
            return reader.prompts(asked.round(), true);
        }
    }
}
