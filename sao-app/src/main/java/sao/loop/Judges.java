package sao.loop;

import sao.domain.ChatModel;
import sao.domain.SamplingSettings;
import sao.judging.BackwardJudge;
import sao.judging.Judge;
import sao.judging.JudgeRubric;
import sao.judging.LengthJudge;
import sao.judging.LikelihoodJudge;
import sao.judging.RandomJudge;
import sao.judging.SeatOrder;
import sao.judging.WrittenJudge;
import sao.settings.JudgeSettings;
import sao.settings.RunSettings;

/// Makes judges by the words of the settings.
final class Judges {
    /// A verdict is one line; a model that explains itself first gets some more room.
    private static final int VERDICT_TOKENS = 256;

    private Judges() {}

    /// {@return the judge that makes the pairs}
    static Judge ofPairs(RunSettings settings, ChatModel model) {
        return of(settings.judge().kind(), settings, model);
    }

    /// {@return the judge that measures the trained model}
    static Judge ofMeasurement(RunSettings settings, ChatModel model) {
        JudgeSettings.Kind kind = switch (settings.evaluate().kind()) {
            case AUTO -> asksModel(settings.judge().kind()) ? settings.judge().kind() : JudgeSettings.Kind.LIKELIHOOD;
            case LIKELIHOOD -> JudgeSettings.Kind.LIKELIHOOD;
            case WRITTEN -> JudgeSettings.Kind.WRITTEN;
            case BACKWARD -> JudgeSettings.Kind.BACKWARD;
        };
        return of(kind, settings, model);
    }

    /// {@return whether a judge of this kind asks a model}
    static boolean asksModel(JudgeSettings.Kind kind) {
        return switch (kind) {
            case LIKELIHOOD, WRITTEN, BACKWARD -> true;
            case RANDOM, LONGEST, SHORTEST -> false;
        };
    }

    private static Judge of(JudgeSettings.Kind kind, RunSettings settings, ChatModel model) {
        JudgeSettings judge = settings.judge();
        return switch (kind) {
            case LIKELIHOOD -> new LikelihoodJudge(model, JudgeRubric.named(judge.rubric()));
            case WRITTEN ->
                new WrittenJudge(
                        model,
                        JudgeRubric.named(judge.rubric()),
                        seats(judge.orders()),
                        SamplingSettings.of(0.6, 0.95, VERDICT_TOKENS),
                        settings.seed());
            case BACKWARD -> new BackwardJudge(model);
            case RANDOM -> new RandomJudge(settings.seed());
            case LONGEST -> new LengthJudge(LengthJudge.Preferred.LONGEST);
            case SHORTEST -> new LengthJudge(LengthJudge.Preferred.SHORTEST);
        };
    }

    private static SeatOrder seats(JudgeSettings.Orders orders) {
        return switch (orders) {
            case GIVEN -> SeatOrder.GIVEN;
            case SWAPPED -> SeatOrder.SWAPPED;
            case BOTH -> SeatOrder.BOTH;
            case RANDOM -> SeatOrder.RANDOM;
        };
    }
}
