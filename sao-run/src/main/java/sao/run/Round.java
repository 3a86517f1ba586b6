package sao.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sao.assembly.Judges;
import sao.audit.JudgeNoise;
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
import sao.stage.ConstraintStage;
import sao.stage.EvaluateStage;
import sao.stage.LabelAgreement;
import sao.stage.NoiseStage;
import sao.stage.RoundContext;
import sao.stage.SynthesisStage;
import sao.summarizer.AuditResults;
import sao.summarizer.EvaluationResults;
import sao.trainer.TrainedModel;
import sao.trainstage.TrainStage;

/// One round of the method: the start model generates pairs, is trained on them, and the trained model is
/// evaluated.
final class Round {
    private final RoundContext asked;

    /// @param context with the settings as the user gave them
    Round(RoundContext context) {
        this.asked = context;
    }

    /// The results of everything before the training.
    ///
    /// @param context with the effective settings: judge kind `auto` is replaced by the selected kind
    /// @param heldOut held-out prompts
    /// @param measuredOn the prompt sets of the evaluation: held-out prompts and benchmarks
    /// @param constraints the measurement of constraints, with the start model's answers
    private record Prepared(
            RoundContext context, List<Prompt> heldOut, List<PromptSet> measuredOn, ConstraintStage constraints) {}

    /// The results of a round.
    ///
    /// @param summary lines for the user
    /// @param measured comparison with the start model on held-out prompts, which decides whether another round
    ///     begins; empty without held-out prompts
    record Outcome(List<String> summary, Optional<EvaluationReport> measured) {}

    /// Runs the stages of the round.
    ///
    /// @param models of the round
    /// @return the results
    Outcome run(ModelProvider models) {
        Prepared prepared = asked.stop().interrupting(() -> ask(models));
        RoundContext context = prepared.context();
        RoundWriter records = context.ledger().current(context.round());
        List<PreferencePair> pairs = pairs(context);
        context.stop().interrupting(() -> {
            agree(context, models, pairs);
            return pairs;
        });
        TrainedModel trained = new TrainStage(context, records).run(models.files(), pairs, prepared.heldOut());
        List<EvaluationReport> reports = prepared.measuredOn().isEmpty()
                ? List.of()
                : context.stop().interrupting(() -> new EvaluateStage(context, prepared.measuredOn()).measure(models));
        EvaluationResults.of(reports).forEach(records::result);
        List<String> summary = new ArrayList<>(Summary.of(reports));
        context.stop()
                .interrupting(() -> prepared.constraints().measure(models))
                .map(Summary::constraints)
                .ifPresent(summary::addAll);
        summary.addAll(Summary.training(trained.course()));
        return new Outcome(
                summary,
                reports.stream().filter(report -> report.prompts().isHeldOut()).findFirst());
    }

    /// Measures whether the previous round's start model ranks this round's pairs the same way, if models judge
    /// their own responses and the judge changes from round to round.
    private void agree(RoundContext context, ModelProvider models, List<PreferencePair> pairs) {
        JudgeSettings judge = context.settings().judge();
        if (models.judgesItself() && !isFrozen(models) && Judges.asksModel(judge, judge.kind())) {
            models.before().ifPresent(open -> {
                try (ChatModel before = open) {
                    new LabelAgreement(context, pairs).measure(before);
                }
            });
        }
    }

    /// Runs everything that needs the start model before the training.
    private Prepared ask(ModelProvider models) {
        try (ChatModel model = models.start();
                Anchor anchor = anchor(models);
                OpenModel judge = judge(models, model, anchor)) {
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
            ConstraintStage constraints = new ConstraintStage(context, heldOut);
            constraints.prepare(model);
            return new Prepared(context, heldOut, measuredOn, constraints);
        }
    }

    /// The run's start model, if the settings take rejected responses from it.
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

    /// {@return the judge's model. A model that judges itself by criteria for each prompt is the run's start model in
    /// every round, so that criteria and grades do not change with the training}
    private OpenModel judge(ModelProvider models, ChatModel start, Anchor anchor) {
        if (asked.round() == 1 || !isFrozen(models)) {
            return models.judge(start);
        }
        return anchor.model()
                .map(first -> new OpenModel(first, false))
                .orElseGet(() -> new OpenModel(models.first(), true));
    }

    private boolean isFrozen(ModelProvider models) {
        return models.judgesItself() && asked.settings().judge().uses(Kind.RUBRIC);
    }

    /// The models that are open before the training.
    ///
    /// @param start writes prompts and responses
    /// @param judge ranks responses
    /// @param anchor an earlier model that writes the rejected responses
    private record Models(ChatModel start, ChatModel judge, Optional<ChatModel> anchor) {
        SynthesisStage stage(RoundContext context) {
            return new SynthesisStage(context, start, judge, anchor);
        }
    }

    /// Makes the pairs and audits the judge. With judge kind `auto` the audit comes first, because it selects
    /// the judge; otherwise it comes after, when the responses for its probes exist already.
    ///
    /// @return the context with the effective judge
    private RoundContext rank(Models models) {
        AuditStage audit = new AuditStage(asked, models.judge(), models.start());
        if (asked.settings().judge().kind() == Kind.AUTO) {
            List<Audited> tables = audit.run(
                    models.stage(asked.judgedBy(Kind.RANDOM)).synthesis(), // no pairs yet
                    Judges.kinds(asked.settings()),
                    List.of());
            Kind best = audit.best(tables).orElseGet(() -> {
                audit.noneClears(tables);
                return audit.bestOfAll(tables).kind();
            });
            asked.progress().say("The audit selects the judge %s.".formatted(best.label()));
            tables.stream()
                    .filter(audited -> audited.kind() == best)
                    .forEach(audited -> audit.decideKinds(audited.table()));
            RoundContext context = makePairs(models, asked.judgedBy(best));
            record(tables);
            return context;
        }
        RoundContext context = makePairs(models, asked);
        if (!audit.isLeftOut()) {
            List<Audited> tables = audit.run(
                    models.stage(context).synthesis(),
                    List.of(asked.settings().judge().kind()),
                    List.of());
            record(tables);
            audit.decide(tables.getFirst().table());
        }
        return context;
    }

    /// Makes the pairs and measures the noise of their judge: before the pairs if their minimum margin follows from it,
    /// otherwise after them, when the responses that are judged repeatedly exist already.
    ///
    /// @return the context with the effective minimum margin
    private static RoundContext makePairs(Models models, RoundContext wanted) {
        NoiseStage stage = new NoiseStage(wanted, models.judge());
        if (wanted.settings().pairs().marginFromNoise()) {
            JudgeNoise noise = stage.measure(models.stage(wanted).synthesis());
            RoundContext context = wanted.withMinimumMargin(noise.margin());
            models.stage(context).run();
            stage.decide(noise, pairs(context));
            return context;
        }
        SynthesisStage synthesis = models.stage(wanted);
        synthesis.run();
        boolean leftOut = new AuditStage(wanted, models.judge(), models.start()).isLeftOut();
        if (!leftOut) {
            stage.decide(stage.measure(synthesis.synthesis()), pairs(wanted));
        }
        return wanted;
    }

    private void record(List<Audited> tables) {
        RoundWriter records = asked.ledger().current(asked.round());
        tables.forEach(audited -> records.result(AuditResults.of(audited.table())));
    }

    private static List<PreferencePair> pairs(RoundContext context) {
        try (LedgerReader reader = context.ledger().reader()) {
            return reader.round(context.round()).pairList();
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
