package sao.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import sao.assembly.Judges;
import sao.calls.CallPurpose;
import sao.chat.ChatModel;
import sao.concurrent.BoundedConcurrency;
import sao.domain.Response;
import sao.evaluation.Comparison;
import sao.evaluation.EvaluationReport;
import sao.evaluation.JudgedComparison;
import sao.evaluation.PromptSet;
import sao.evaluation.PromptSetMeasurement;
import sao.judging.Judge;
import sao.models.ModelProvider;
import sao.progress.StageMeter;
import sao.rows.RoundStage;
import sao.token.SamplingSettings;
import sao.token.Seeds;

/// Compares the trained model with the start model on held-out prompts and on the prompts of benchmarks, and the
/// start model with itself as the control.
///
/// One model is open at a time. The start model's responses from before the training are in the ledger, so it is
/// opened again only to judge.
public final class EvaluateStage {
    private final RoundContext context;
    private final List<PromptSet> sets;
    private final int draws;
    private final AtomicInteger done = new AtomicInteger();
    private volatile String current = "";

    /// @param sets prompt sets, each measured separately
    public EvaluateStage(RoundContext context, List<PromptSet> sets) {
        this.context = context;
        this.sets = List.copyOf(sets);
        this.draws = context.settings().evaluate().draws();
    }

    /// {@return the number of responses and judgments: for each prompt `draws` responses of both models, the judgments
    /// of all their pairs and of the control, and after the first round responses of the model that the run began with
    /// and their judgments}
    private int total() {
        int ofPrompt = 2 * draws + draws * draws + PromptSetMeasurement.controlPairs(draws);
        int ofFirst = context.round() == 1 ? 0 : draws + draws * draws;
        return (ofPrompt + ofFirst) * sets.stream().mapToInt(PromptSet::size).sum();
    }

    /// The responses of a model to the prompts of a set, by prompt id.
    private record Answers(Map<String, List<Response>> byPrompt) {}

    /// Computes the start model's responses and the control. Called before the training, while the start model
    /// is open.
    ///
    /// @param start the open start model; still owned by the caller
    public void prepare(ChatModel start) {
        boolean refused = context.settings().prompts().novelty().benchmarks();
        if (!refused && !sets.stream().allMatch(PromptSet::isHeldOut)) {
            context.progress()
                    .say("Note: prompts.novelty.benchmarks is off: training prompts may overlap with benchmarks.");
        }
        try (StageMeter _ = begin()) {
            for (PromptSet set : sets) {
                int left = control(set, start, answers(set, start)).tooLong();
                if (left > 0) {
                    context.progress()
                            .say(
                                    "%d of the %d %s are left out: with a response of up to %d tokens they do not fit the model's context, or the model refused them."
                                            .formatted(
                                                    left,
                                                    set.size(),
                                                    set.words(),
                                                    sampling().maximumTokens()));
                }
            }
        }
    }

    /// Computes the trained model's responses and all comparisons.
    ///
    /// @param models of the round
    /// @return a report for each prompt set, in order
    public List<EvaluationReport> measure(ModelProvider models) {
        done.set(0);
        try (StageMeter _ = begin()) {
            List<Answers> trained = new ArrayList<>();
            try (ChatModel model = models.trained()) {
                sets.forEach(set -> trained.add(answers(set, model)));
            }
            List<EvaluationReport> reports = new ArrayList<>();
            try (ChatModel model = models.start()) {
                for (PromptSet set : sets) {
                    Answers own = answers(set, model);
                    JudgedComparison judged = new JudgedComparison(
                            Judges.origin(context.settings(), model),
                            compare(set, model, own, trained.get(reports.size())),
                            control(set, model, own));
                    reports.add(new EvaluationReport(set, List.of(judged), Optional.empty()));
                }
            }
            return context.round() == 1 ? reports : againstFirst(models, reports, trained);
        }
    }

    /// {@return the reports, each with the comparison of the trained model with the run's start model added}
    private List<EvaluationReport> againstFirst(
            ModelProvider models, List<EvaluationReport> reports, List<Answers> trained) {
        List<EvaluationReport> complete = new ArrayList<>();
        try (ChatModel first = models.first()) {
            for (EvaluationReport report : reports) {
                PromptSet set = report.prompts();
                Comparison compared = compare(set, first, answers(set, first), trained.get(complete.size()));
                complete.add(new EvaluationReport(set, report.measured(), Optional.of(compared)));
            }
        }
        return complete;
    }

    private StageMeter begin() {
        return context.begin(RoundStage.EVALUATE, "answers and verdicts", done::get, this::total)
                .withDetail(() -> current);
    }

    private ChatModel remembering(ChatModel model) {
        return context.ledger().remembering(model, CallPurpose.EVALUATION, context.round());
    }

    private Answers answers(PromptSet set, ChatModel model) {
        return new Answers(measurement(set, model).responses(remembering(model)));
    }

    private Comparison compare(PromptSet set, ChatModel judge, Answers baseline, Answers candidate) {
        return measurement(set, judge).compare(judge(judge), baseline.byPrompt(), candidate.byPrompt());
    }

    private Comparison control(PromptSet set, ChatModel judge, Answers start) {
        return measurement(set, judge).control(judge(judge), start.byPrompt());
    }

    private Judge judge(ChatModel model) {
        return Judges.ofMeasurement(context.settings(), remembering(model));
    }

    private PromptSetMeasurement measurement(PromptSet set, ChatModel model) {
        current = set.benchmark();
        return new PromptSetMeasurement(
                set, sampling(), draws, Seeds.of(context.settings().seed(), "evaluation"), counting(model));
    }

    private SamplingSettings sampling() {
        return SynthesisStage.sampling(context.settings().responses());
    }

    private BoundedConcurrency counting(ChatModel model) {
        return new BoundedConcurrency(2 * model.concurrency(), done::incrementAndGet);
    }
}
