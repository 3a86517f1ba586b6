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
    /// Draw number of the responses that are compared with the trained model's.
    private static final int OWN = 0;

    /// Draw number of the start model's responses for the control.
    private static final int CONTROL = 1;

    private final RoundContext context;
    private final List<PromptSet> sets;
    private final AtomicInteger done = new AtomicInteger();
    private volatile String current = "";

    /// @param sets prompt sets, each measured separately
    public EvaluateStage(RoundContext context, List<PromptSet> sets) {
        this.context = context;
        this.sets = List.copyOf(sets);
    }

    /// {@return the number of model calls: for each prompt three answers and two verdicts, and after the first
    /// round an answer and a verdict of the model that the run began with}
    private int total() {
        int calls = context.round() == 1 ? 5 : 7;
        return calls * sets.stream().mapToInt(PromptSet::size).sum();
    }

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
                Judged own = judged(set, start);
                int left = own.control().tooLong();
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
            List<Map<String, Response>> candidates = new ArrayList<>();
            try (ChatModel model = models.trained()) {
                sets.forEach(set -> candidates.add(responses(set, model, OWN)));
            }
            List<EvaluationReport> reports = new ArrayList<>();
            try (ChatModel model = models.start()) {
                for (PromptSet set : sets) {
                    Judged own = judged(set, model);
                    Comparison measured = compare(set, model, own.responses(), candidates.get(reports.size()));
                    reports.add(new EvaluationReport(set, List.of(measured), own.control(), Optional.empty()));
                }
            }
            return context.round() == 1 ? reports : againstFirst(models, reports, candidates);
        }
    }

    /// {@return the reports, each with the comparison of the trained model with the run's start model added}
    private List<EvaluationReport> againstFirst(
            ModelProvider models, List<EvaluationReport> reports, List<Map<String, Response>> candidates) {
        List<EvaluationReport> complete = new ArrayList<>();
        try (ChatModel first = models.first()) {
            for (EvaluationReport report : reports) {
                PromptSet set = report.prompts();
                Map<String, Response> baseline = responses(set, first, OWN);
                Comparison compared = compare(set, first, baseline, candidates.get(complete.size()));
                complete.add(new EvaluationReport(set, report.measured(), report.control(), Optional.of(compared)));
            }
        }
        return complete;
    }

    /// The start model's responses, and its comparison with itself.
    private record Judged(Map<String, Response> responses, Comparison control) {}

    private Judged judged(PromptSet set, ChatModel start) {
        Map<String, Response> own = responses(set, start, OWN);
        return new Judged(own, compare(set, start, own, responses(set, start, CONTROL)));
    }

    private StageMeter begin() {
        return context.begin(RoundStage.EVALUATE, "answers and verdicts", done::get, this::total)
                .withDetail(() -> current);
    }

    private ChatModel remembering(ChatModel model) {
        return context.ledger().remembering(model, CallPurpose.EVALUATION, context.round());
    }

    private Map<String, Response> responses(PromptSet set, ChatModel model, int draw) {
        return measurement(set, model).responses(remembering(model), draw);
    }

    private Comparison compare(
            PromptSet set, ChatModel start, Map<String, Response> baseline, Map<String, Response> candidate) {
        Judge judge = Judges.ofMeasurement(context.settings(), remembering(start));
        return measurement(set, start).compare(judge, baseline, candidate);
    }

    private PromptSetMeasurement measurement(PromptSet set, ChatModel model) {
        current = set.benchmark();
        return new PromptSetMeasurement(
                set, sampling(), Seeds.of(context.settings().seed(), "evaluation"), counting(model));
    }

    private SamplingSettings sampling() {
        return SynthesisStage.sampling(context.settings().responses());
    }

    private BoundedConcurrency counting(ChatModel model) {
        return new BoundedConcurrency(2 * model.concurrency(), done::incrementAndGet);
    }
}
