package sao.benchmark;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import sao.chat.Answer;
import sao.chat.Capabilities;
import sao.chat.ChatModel;
import sao.chat.Continuation;
import sao.chat.Conversation;
import sao.chat.Generation;
import sao.chat.Score;
import sao.chat.Usage;
import sao.error.ContextOverflowException;
import sao.token.FinishReason;
import sao.token.LogProbabilities;
import sao.token.SamplingSettings;
import sao.token.TokenIds;

/// A model that gives each text the log-probability that a table states, and records its prompts.
///
/// @param values log-probability by text; -10 for others
/// @param answer to a prompt
/// @param longest number of characters of a prompt that fits
/// @param prompts that were given, in the order of the calls
record StubModel(Map<String, Double> values, UnaryOperator<String> answer, int longest, Queue<String> prompts)
        implements ChatModel {
    StubModel(Map<String, Double> values) {
        this(values, prompt -> "?", Integer.MAX_VALUE, new ConcurrentLinkedQueue<>());
    }

    StubModel(UnaryOperator<String> answer) {
        this(Map.of(), answer, Integer.MAX_VALUE, new ConcurrentLinkedQueue<>());
    }

    private Score scored(String prompt, List<String> texts) {
        if (prompt.length() > longest) {
            throw new ContextOverflowException(prompt.length(), 1, longest);
        }
        prompts.add(prompt);
        return new Score(
                TokenIds.of(1),
                texts.stream()
                        .map(text -> new Continuation(
                                TokenIds.of(1), LogProbabilities.of((float) (double) values.getOrDefault(text, -10.0))))
                        .toList(),
                new Usage(1, 0, texts.size(), 1));
    }

    private Generation generated(String prompt, int count, long seed) {
        prompts.add(prompt);
        return new Generation(
                TokenIds.of(1),
                IntStream.range(0, count)
                        .mapToObj(i -> Answer.ofText(answer.apply(prompt + i), FinishReason.STOP, seed + i))
                        .toList(),
                new Usage(1, 0, count, 1));
    }

    @Override
    public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
        return generated(conversation.transcript(), count, seed);
    }

    @Override
    public Generation generateText(String text, SamplingSettings sampling, int count, long seed) {
        return generated(text, count, seed);
    }

    @Override
    public Score score(Conversation conversation, List<String> continuations) {
        return scored(conversation.transcript(), continuations);
    }

    @Override
    public Score scoreText(String context, List<String> continuations) {
        return scored(context, continuations);
    }

    @Override
    public String fingerprint() {
        return "stub";
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.all(longest, "stub");
    }

    @Override
    public int concurrency() {
        return 2;
    }

    @Override
    public void close() {}
}
