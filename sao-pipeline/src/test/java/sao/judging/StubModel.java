package sao.judging;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import sao.chat.Answer;
import sao.chat.Capabilities;
import sao.chat.ChatModel;
import sao.chat.ChatModel.Reward;
import sao.chat.Continuation;
import sao.chat.Conversation;
import sao.chat.Generation;
import sao.chat.Score;
import sao.chat.Usage;
import sao.token.FinishReason;
import sao.token.LogProbabilities;
import sao.token.SamplingSettings;
import sao.token.TokenIds;

/// A model by formula: what it writes and what it thinks likely are functions of what it is given.
public final class StubModel implements ChatModel {
    /// What the model writes.
    @FunctionalInterface
    public interface Writer {
        /// {@return the answer to a conversation for a seed}
        String write(Conversation conversation, long seed);
    }

    /// What the model thinks likely.
    @FunctionalInterface
    public interface Scorer {
        /// {@return the log-probability of the whole continuation; nats}
        double score(Conversation conversation, String continuation);
    }

    private final Writer writer;
    private final Scorer scorer;
    private final boolean scores;
    private final boolean rewards;
    private final Map<Conversation, Integer> asked = new ConcurrentHashMap<>();

    private StubModel(Writer writer, Scorer scorer, boolean scores) {
        this(writer, scorer, scores, false);
    }

    private StubModel(Writer writer, Scorer scorer, boolean scores, boolean rewards) {
        this.writer = writer;
        this.scorer = scorer;
        this.scores = scores;
        this.rewards = rewards;
    }

    /// {@return a model that only writes}
    public static StubModel writing(Writer writer) {
        return new StubModel(writer, (_, _) -> -1, true);
    }

    /// {@return a model that only scores}
    public static StubModel scoring(Scorer scorer) {
        return new StubModel((_, _) -> "", scorer, true);
    }

    /// {@return a model that writes and scores, and rewards by the same formula as it scores}
    public static StubModel whimsical(Writer writer, Scorer scorer) {
        return new StubModel(writer, scorer, true, true);
    }

    /// {@return a reward model}
    public static StubModel rewarding(Scorer scorer) {
        return new StubModel((_, _) -> "", scorer, false, true);
    }

    /// {@return a model that cannot score}
    public static StubModel mute() {
        return new StubModel((_, _) -> "", (_, _) -> -1, false);
    }

    /// {@return how often it was asked}
    public int calls() {
        return asked.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// {@return all it was asked, in no order}
    public List<Conversation> conversations() {
        return List.copyOf(asked.keySet());
    }

    @Override
    public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
        asked.merge(conversation, 1, Integer::sum);
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(new Answer(
                    writer.write(conversation, seed + i),
                    TokenIds.of(1),
                    LogProbabilities.of(-1),
                    FinishReason.STOP,
                    seed + i));
        }
        return new Generation(TokenIds.of(7), answers, new Usage(1, 0, count, 1));
    }

    @Override
    public Score score(Conversation conversation, List<String> continuations) {
        asked.merge(conversation, 1, Integer::sum);
        List<Continuation> scored = continuations.stream()
                .map(text ->
                        new Continuation(TokenIds.of(1), LogProbabilities.of((float) scorer.score(conversation, text))))
                .toList();
        return new Score(TokenIds.of(7), scored, new Usage(1, 0, continuations.size(), 1));
    }

    @Override
    public List<Reward> reward(Conversation prompt, List<String> answers) {
        asked.merge(prompt, 1, Integer::sum);
        return answers.stream()
                .map(answer -> new Reward(scorer.score(prompt, answer), new Usage(1, 0, 0, 1)))
                .toList();
    }

    @Override
    public String fingerprint() {
        return "stub";
    }

    @Override
    public Score scoreText(String context, List<String> continuations) {
        return score(Conversation.ask(context), continuations);
    }

    @Override
    public int concurrency() {
        return 4;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(scores, true, true, true, 8192, rewards, "stub");
    }

    @Override
    public void close() {}
}
