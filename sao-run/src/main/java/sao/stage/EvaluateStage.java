package sao.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import sao.assembly.Judges;
import sao.calls.CallPurpose;
import sao.chat.ChatModel;
import sao.concurrent.BoundedConcurrency;
import sao.domain.Response;
import sao.evaluation.Comparison;
import sao.evaluation.EvaluationReport;
import sao.evaluation.EvaluationReport.JudgedComparison;
import sao.evaluation.Power;
import sao.evaluation.PromptSet;
import sao.evaluation.PromptSetMeasurement;
import sao.judging.Judge;
import sao.ledger.LedgerReader;
import sao.models.ModelProvider;
import sao.progress.StageMeter;
import sao.rows.RoundStage;
import sao.settings.EvaluateSettings.EvaluationJudge;
import sao.settings.JudgeSettings.Kind;
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
    private final List<EvaluationJudge> judges;
    private final AtomicInteger done = new AtomicInteger();
    private volatile String current = "";

    /// @param sets prompt sets, each measured separately
    public EvaluateStage(RoundContext context, List<PromptSet> sets) {
        this.context = context;
        this.sets = List.copyOf(sets);
        this.draws = context.settings().evaluate().draws();
        this.judges = context.settings().evaluate().everyJudge();
    }

    /// {@return the number of responses and judgments: for each prompt `draws` responses of both models, each judge's
    /// judgments of all their pairs and of the control, and after the first round responses of the model
    /// that the run began with and their judgments}
    private int total() {
        int ofPrompt = 2 * draws + judges.size() * (draws * draws + PromptSetMeasurement.controlPairs(draws));
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
                Answers own = answers(set, start);
                for (EvaluationJudge judge : judges) {
                    if (judge.isStart()) {
                        Comparison control = control(set, judge, start, own);
                        context.progress().say(new Power(control.winRate().prompts(), draws).sentence(control));
                    }
                }
                sayUnanswered(set, measurement(set, start).unanswered(own.byPrompt()));
            }
        }
    }

    private void sayUnanswered(PromptSet set, int left) {
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
            List<Answers> own = new ArrayList<>();
            SortedMap<Integer, List<JudgedComparison>> byJudge = new TreeMap<>();
            try (ChatModel model = models.start()) {
                sets.forEach(set -> own.add(answers(set, model)));
                judge(EvaluationJudge.START, model, new Compared(own, trained), byJudge);
            }
            for (String name : context.settings().evaluate().judgeModels()) {
                try (ChatModel model = models.evaluationJudge(name)) {
                    judge(name, model, new Compared(own, trained), byJudge);
                }
            }
            List<EvaluationReport> reports = new ArrayList<>();
            for (int i = 0; i < sets.size(); i++) {
                int place = i;
                reports.add(new EvaluationReport(
                        sets.get(i),
                        byJudge.values().stream()
                                .map(figures -> figures.get(place))
                                .toList(),
                        Optional.empty()));
            }
            return context.round() == 1 ? reports : againstFirst(models, reports, trained);
        }
    }

    /// The responses of both models to each set.
    private record Compared(List<Answers> start, List<Answers> trained) {}

    /// Computes the figures of all judges that call one model, for each set, by the judge's place in the settings.
    private void judge(
            String name, ChatModel model, Compared answers, SortedMap<Integer, List<JudgedComparison>> byJudge) {
        for (int place = 0; place < judges.size(); place++) {
            EvaluationJudge judge = judges.get(place);
            if (judge.model().equals(name)) {
                List<JudgedComparison> figures = new ArrayList<>();
                for (int i = 0; i < sets.size(); i++) {
                    PromptSet set = sets.get(i);
                    Answers own = answers.start().get(i);
                    figures.add(new JudgedComparison(
                            Judges.origin(context.settings(), judge, model, trainingModels()),
                            compare(set, judge, model, own, answers.trained().get(i)),
                            control(set, judge, model, own)));
                }
                byJudge.put(place, figures);
            }
        }
    }

    private Judges.TrainingModels trainingModels() {
        try (LedgerReader reader = context.ledger().reader()) {
            return new Judges.TrainingModels(
                    reader.meta("model_fingerprint").orElse(""),
                    reader.meta("judge_fingerprint").orElse(""));
        }
    }

    /// {@return the reports, each with the comparison of the trained model with the run's start model added}
    private List<EvaluationReport> againstFirst(
            ModelProvider models, List<EvaluationReport> reports, List<Answers> trained) {
        List<EvaluationReport> complete = new ArrayList<>();
        try (ChatModel first = models.first()) {
            for (EvaluationReport report : reports) {
                PromptSet set = report.prompts();
                EvaluationJudge judge = new EvaluationJudge(
                        EvaluationJudge.START, context.settings().evaluate().kind());
                Comparison compared = compare(set, judge, first, answers(set, first), trained.get(complete.size()));
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

    private Comparison compare(
            PromptSet set, EvaluationJudge judge, ChatModel model, Answers baseline, Answers candidate) {
        return measurement(set, model).compare(opened(judge, model), baseline.byPrompt(), candidate.byPrompt());
    }

    private Comparison control(PromptSet set, EvaluationJudge judge, ChatModel model, Answers start) {
        return measurement(set, model).control(opened(judge, model), start.byPrompt());
    }

    private Judge opened(EvaluationJudge judge, ChatModel model) {
        Kind kind = Judges.kindOfMeasurement(context.settings(), judge, model);
        return Judges.of(kind, context.settings(), remembering(model));
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
