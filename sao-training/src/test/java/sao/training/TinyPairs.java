package sao.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import sao.architecture.Precision;
import sao.batch.DataSettings;
import sao.batch.PairFilter;
import sao.batch.TokenRules;
import sao.chat.Answer;
import sao.chat.Conversation;
import sao.domain.PreferencePair;
import sao.gradient.TinyModel;
import sao.loss.SimpoLoss;
import sao.optimizer.OptimizerSettings;
import sao.optimizer.Schedule;
import sao.token.FinishReason;
import sao.token.TokenIds;
import sao.trainer.ComputeSettings;
import sao.trainer.TrainingSettings;

/// Drawn pairs for [TinyModel].
public final class TinyPairs {
    static final TokenRules NO_RULES = new TokenRules(Optional.empty(), Set.of());

    private TinyPairs() {}

    /// An answer whose log-probabilities are unknown.
    static Answer answer(TokenIds tokens) {
        return Answer.ofTokens("", tokens, FinishReason.STOP, 0);
    }

    public static PreferencePair pair(String id, TokenIds prompt, TokenIds chosen, TokenIds rejected) {
        return pair(id, prompt, answer(chosen), answer(rejected));
    }

    public static PreferencePair pair(String id, TokenIds prompt, Answer chosen, Answer rejected) {
        return new PreferencePair(
                id, 1, "", Conversation.ask(""), Optional.of(prompt), chosen, rejected, 0.8, 1.4, -1.4, "given");
    }

    public static List<PreferencePair> drawn(int count, long seed) {
        var random = new SplittableRandom(seed);
        List<PreferencePair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pairs.add(pair(
                    "pair-" + i,
                    TinyModel.tokens(random, random.nextInt(1, 12)),
                    TinyModel.tokens(random, random.nextInt(1, 14)),
                    TinyModel.tokens(random, random.nextInt(1, 14))));
        }
        return pairs;
    }

    static TrainingSettings settings(Precision precision, int batch) {
        return new TrainingSettings(
                SimpoLoss.of(10, 3),
                false,
                new OptimizerSettings(1e-3, Schedule.COSINE, 0.1, 1),
                new DataSettings(batch, 2, true, 7, 64, 32),
                ComputeSettings.of(precision, 1, 2).packing(24));
    }

    static TrainingRun.Inputs inputs(TinyModel model, List<PreferencePair> pairs, TrainingSettings settings) {
        var limits = new PairFilter.Limits(
                model.config().contextTokens(), model.config().vocabularySize());
        return new TrainingRun.Inputs(
                new TrainingRun.Start(model.config(), model, Optional.empty()),
                PairFilter.of(pairs, settings.data(), NO_RULES, limits),
                settings,
                new Guard.Questions(List.of(), Set.of(), 5));
    }
}
