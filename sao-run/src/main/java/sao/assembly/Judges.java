package sao.assembly;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import sao.chat.Capabilities;
import sao.chat.ChatModel;
import sao.control.EndedJudge;
import sao.control.LengthJudge;
import sao.control.RandomJudge;
import sao.control.RepetitionJudge;
import sao.error.SaoException;
import sao.guide.HintJudge;
import sao.guide.RubricJudge;
import sao.judging.ConsensusJudge;
import sao.judging.CopelandJudge;
import sao.judging.Judge;
import sao.judging.MeanJudge;
import sao.result.JudgedRate.JudgeOrigin;
import sao.result.JudgedRate.JudgeOrigin.Relation;
import sao.reward.RewardJudge;
import sao.rubric.JudgeRubric;
import sao.settings.EvaluateSettings.EvaluationJudge;
import sao.settings.JudgeSettings;
import sao.settings.JudgeSettings.Kind;
import sao.settings.RunSettings;
import sao.token.SamplingSettings;
import sao.verdict.BackwardJudge;
import sao.verdict.ForwardJudge;
import sao.verdict.LikelihoodJudge;
import sao.verdict.ScoreJudge;
import sao.verdict.WrittenJudge;
import sao.verdict.YesNoJudge;

/// Creates judges as configured in the settings.
public final class Judges {
    /// Token limit of a written verdict: a verdict is one line, but some models explain it first.
    private static final int VERDICT_TOKENS = 128;

    private Judges() {}

    /// {@return the judge that ranks responses for pairs}
    ///
    /// @param model that the judge calls
    public static Judge ofPairs(RunSettings settings, ChatModel model) {
        return of(settings.judge().kind(), settings, model);
    }

    /// {@return how a judge of the evaluation decides: as it asks for; otherwise as the judge of the pairs, or, if that
    /// cannot measure or the model cannot serve it, by likelihood or in writing}
    ///
    /// @param settings with the effective judge of the pairs
    /// @param judge from [sao.settings.EvaluateSettings#everyJudge]
    /// @param model that the judge calls
    public static Kind kindOfMeasurement(RunSettings settings, EvaluationJudge judge, ChatModel model) {
        if (judge.kind() == Kind.AUTO && model.capabilities().rewards()) {
            return Kind.REWARD;
        }
        if (judge.kind() == Kind.AUTO) {
            Kind ofPairs = settings.judge().kind();
            boolean usable = measures(settings.judge()) && serves(model.capabilities(), settings.judge(), ofPairs);
            return usable ? ofPairs : readable(model);
        }
        return judge.kind();
    }

    /// {@return the relation of a judge of the evaluation to the training}
    ///
    /// @param settings with the effective judge of the pairs
    /// @param judge from [sao.settings.EvaluateSettings#everyJudge]
    /// @param model that the judge calls
    /// @param training fingerprints of the models that took part in the training
    public static JudgeOrigin origin(
            RunSettings settings, EvaluationJudge judge, ChatModel model, TrainingModels training) {
        boolean otherKind =
                kindOfMeasurement(settings, judge, model) != settings.judge().kind();
        boolean known = judge.isStart()
                || model.fingerprint().equals(training.start())
                || model.fingerprint().equals(training.judge());
        boolean ranked = model.fingerprint().equals(training.judge());
        Relation relation = known ? Relation.SAME_WEIGHTS : Relation.INDEPENDENT;
        return new JudgeOrigin(judge.model(), ranked && !otherKind ? Relation.TRAINING_SIGNAL : relation, otherKind);
    }

    /// Fingerprints of the models that took part in the training.
    ///
    /// @param start the start model of the round
    /// @param judge the model of the judge that ranked the pairs
    public record TrainingModels(String start, String judge) {}

    /// {@return the likelihood judge, or the written one for a model that cannot score}
    private static Kind readable(ChatModel model) {
        return model.capabilities().scores() ? Kind.LIKELIHOOD : Kind.WRITTEN;
    }

    /// {@return whether a model can serve a judge of this kind}
    ///
    /// @param judge names the members of a mean
    private static boolean serves(Capabilities model, JudgeSettings judge, Kind kind) {
        return switch (kind) {
            case LIKELIHOOD, SCORE, YES_NO, BACKWARD, FORWARD, HINT, RUBRIC -> model.scores();
            case WRITTEN -> !model.rewards();
            case REWARD -> model.rewards();
            case AUTO, CONSENSUS, REPETITION, ENDED, RANDOM, LONGEST, SHORTEST -> true;
            case MEAN -> judge.members().stream().allMatch(member -> serves(model, judge, member.kind()));
            case COPELAND -> serves(model, judge, judge.copelandOf());
        };
    }

    /// {@return those of the kinds that a model can serve, in order}
    ///
    /// @param notices receives a sentence that names the kinds left out, if there are any
    public static List<Kind> supported(
            JudgeSettings judge, List<Kind> kinds, ChatModel model, Consumer<String> notices) {
        List<Kind> supported = kinds.stream()
                .filter(kind -> serves(model.capabilities(), judge, kind))
                .toList();
        if (supported.size() < kinds.size()) {
            String left = kinds.stream()
                    .filter(kind -> !supported.contains(kind))
                    .map(Kind::label)
                    .collect(Collectors.joining(", "));
            notices.accept("The judge's model %s, so these judges are not audited: %s."
                    .formatted(shortcoming(model.capabilities()), left));
        }
        return supported;
    }

    private static String shortcoming(Capabilities model) {
        if (model.rewards()) {
            return "is a reward model";
        }
        return model.scores() ? "is not a reward model" : "cannot score given text";
    }

    /// {@return whether the judge of the pairs can also judge the evaluation, in which the start model is asked: it
    /// is not a control, asks no reward model, and can compare two responses without further ones}
    public static boolean measures(JudgeSettings judge) {
        return asksModel(judge, judge.kind()) && !judge.uses(Kind.CONSENSUS) && !judge.uses(Kind.REWARD);
    }

    /// {@return whether a judge of this kind calls a model}
    ///
    /// @param judge names the members of a mean
    public static boolean asksModel(JudgeSettings judge, Kind kind) {
        return switch (kind) {
            case AUTO, LIKELIHOOD, WRITTEN, SCORE, YES_NO, BACKWARD, FORWARD, REWARD, HINT, RUBRIC, COPELAND -> true;
            case CONSENSUS, REPETITION, ENDED, RANDOM, LONGEST, SHORTEST -> false;
            case MEAN -> judge.members().stream().anyMatch(member -> asksModel(judge, member.kind()));
        };
    }

    /// {@return whether a judge of this kind is a control: it can be audited for comparison, but `auto` never
    /// selects it}
    public static boolean isControl(Kind kind) {
        return switch (kind) {
            case AUTO,
                    LIKELIHOOD,
                    WRITTEN,
                    SCORE,
                    YES_NO,
                    BACKWARD,
                    FORWARD,
                    REWARD,
                    HINT,
                    RUBRIC,
                    CONSENSUS,
                    MEAN,
                    COPELAND -> false;
            case REPETITION, ENDED, RANDOM, LONGEST, SHORTEST -> true;
        };
    }

    /// {@return whether the responses are ranked by the model that wrote them, neither by another model nor by a
    /// control}
    public static boolean isItself(RunSettings settings) {
        return otherModel(settings).isEmpty() && !isControl(settings.judge().kind());
    }

    /// {@return the model that the judge calls, if it is not the model that wrote the responses}
    public static Optional<String> otherModel(RunSettings settings) {
        JudgeSettings judge = settings.judge();
        return Optional.of(judge.model())
                .filter(model -> asksModel(judge, judge.kind()))
                .filter(model -> !model.equals(JudgeSettings.SELF) && !model.equals(settings.model()));
    }

    /// {@return the kind of the judge, and its model if that is not the start model, for model and dataset
    /// cards}
    public static String words(RunSettings settings) {
        String kind = settings.judge().kind().label();
        return otherModel(settings)
                .map(model -> "%s, asking %s".formatted(kind, model))
                .orElse(kind);
    }

    private static boolean namesModel(JudgeSettings judge) {
        return !judge.model().equals(JudgeSettings.SELF);
    }

    /// {@return all kinds of judges that these settings allow}
    public static List<Kind> kinds(RunSettings settings) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.AUTO)
                .filter(kind -> namesModel(settings.judge())
                        || !settings.judge().withKind(kind).uses(Kind.REWARD))
                .filter(kind -> settings.responses().count() >= ConsensusJudge.LEAST_RESPONSES
                        || !settings.judge().withKind(kind).uses(Kind.CONSENSUS))
                .toList();
    }

    /// {@return the judge of a kind, which gives no verdict where a comparison does not fit the model's context}
    ///
    /// @param model that the judge calls
    public static Judge of(Kind kind, RunSettings settings, ChatModel model) {
        return bare(kind, settings, model).fitting();
    }

    private static Judge bare(Kind kind, RunSettings settings, ChatModel model) {
        JudgeSettings judge = settings.judge();
        if (kind != Kind.MEAN && model.capabilities().rewards() && !serves(model.capabilities(), judge, kind)) {
            throw new SaoException(
                    "The judge's model is a reward model, which a judge of the kind %s cannot ask."
                            .formatted(kind.label()),
                    "Set judge.kind to reward, or judge.model to a chat model.");
        }
        return switch (kind) {
            case AUTO -> throw new IllegalArgumentException("auto is resolved by the audit and is not a judge");
            case LIKELIHOOD -> new LikelihoodJudge(model, JudgeRubric.named(judge.rubric()));
            case WRITTEN ->
                new WrittenJudge(
                        model,
                        JudgeRubric.named(judge.rubric()),
                        judge.orders(),
                        SamplingSettings.of(0.6, 0.95, VERDICT_TOKENS),
                        settings.seed());
            case SCORE -> new ScoreJudge(model);
            case YES_NO -> new YesNoJudge(model);
            case BACKWARD -> new BackwardJudge(model);
            case FORWARD -> new ForwardJudge(model);
            case REWARD -> new RewardJudge(model);
            case HINT -> new HintJudge(model, settings.seed());
            case RUBRIC -> new RubricJudge(model, settings.seed());
            case CONSENSUS -> new ConsensusJudge();
            case MEAN ->
                new MeanJudge(judge.members().stream()
                        .map(member -> new MeanJudge.Member(bare(member.kind(), settings, model), member.weight()))
                        .toList());
            case COPELAND ->
                new CopelandJudge(bare(judge.copelandOf(), settings, model).fitting());
            case REPETITION -> new RepetitionJudge();
            case ENDED -> new EndedJudge();
            case RANDOM -> new RandomJudge(settings.seed());
            case LONGEST -> new LengthJudge(LengthJudge.Preferred.LONGEST);
            case SHORTEST -> new LengthJudge(LengthJudge.Preferred.SHORTEST);
        };
    }
}
