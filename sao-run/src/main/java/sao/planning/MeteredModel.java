package sao.planning;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import sao.chat.Answer;
import sao.chat.ChatModel;
import sao.chat.ChatModel.Reward;
import sao.chat.Conversation;
import sao.chat.Generation;
import sao.chat.Score;
import sao.chat.Usage;
import sao.token.FinishReason;
import sao.token.SamplingSettings;

/// Counts the calls and tokens of a model that it wraps. Thread-safe. Read tokens are prompt tokens that were not
/// in the prefix cache, and scored tokens; written tokens are generated tokens.
final class MeteredModel extends ChatModel.Forwarding {
    private final LongAdder calls = new LongAdder();
    private final LongAdder read = new LongAdder();
    private final LongAdder written = new LongAdder();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

    MeteredModel(ChatModel model) {
        super(model);
    }

    @Override
    public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
        return counted(model().generate(conversation, sampling, count, seed));
    }

    @Override
    public Generation generateText(String text, SamplingSettings sampling, int count, long seed) {
        return counted(model().generateText(text, sampling, count, seed));
    }

    private Generation counted(Generation generation) {
        count(generation.usage());
        written.add(generation.usage().completionTokens());
        answers.addAll(generation.answers());
        return generation;
    }

    @Override
    public Score score(Conversation conversation, List<String> continuations) {
        Score score = model().score(conversation, continuations);
        count(score.usage());
        read.add(score.usage().completionTokens());
        return score;
    }

    @Override
    public Score scoreText(String context, List<String> continuations) {
        Score score = model().scoreText(context, continuations);
        count(score.usage());
        read.add(score.usage().completionTokens());
        return score;
    }

    @Override
    public List<Reward> reward(Conversation prompt, List<String> answers) {
        List<Reward> rewards = model().reward(prompt, answers);
        rewards.forEach(reward -> count(reward.usage()));
        return rewards;
    }

    private void count(Usage usage) {
        calls.increment();
        read.add(usage.promptTokens() - (long) usage.cachedTokens());
    }

    long calls() {
        return calls.sum();
    }

    long read() {
        return read.sum();
    }

    long written() {
        return written.sum();
    }

    /// {@return the number of answers that ended with an end-of-turn token}
    long ended() {
        return answers.stream()
                .filter(answer -> answer.finishReason() == FinishReason.STOP)
                .count();
    }

    long answers() {
        return answers.size();
    }
}
