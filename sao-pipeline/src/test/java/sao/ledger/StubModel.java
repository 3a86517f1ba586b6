package sao.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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
import sao.token.Seeds;
import sao.token.TokenIds;

/// Answers at once with numbers that depend on the question and the seed, and counts how often it is asked.
public final class StubModel implements ChatModel {
    public final AtomicInteger asked = new AtomicInteger();
    private final String fingerprint;

    public StubModel(String fingerprint) {
        this.fingerprint = fingerprint;
    }

    @Override
    public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
        int number = asked.incrementAndGet();
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(answer("answer %d to %s".formatted(i, conversation), Seeds.of(seed, i)));
        }
        return new Generation(TokenIds.of(1, 200, 49_151, 128_000), answers, new Usage(4, 1, 2 * count, number));
    }

    static Answer answer(String text, long seed) {
        float noise = Float.intBitsToFloat(0xBF000000 | (int) (Seeds.of(seed, text) & 0x7FFFFF));
        return new Answer(
                text, TokenIds.of(text.length(), 2), LogProbabilities.of(noise, -0f), FinishReason.STOP, seed);
    }

    @Override
    public Score score(Conversation conversation, List<String> continuations) {
        asked.incrementAndGet();
        return new Score(
                TokenIds.of(7, 8, 9),
                continuations.stream()
                        .map(text -> new Continuation(TokenIds.of(text.length()), LogProbabilities.of(-1e-7f)))
                        .toList(),
                new Usage(3, 0, continuations.size(), 5));
    }

    @Override
    public List<Reward> reward(Conversation prompt, List<String> answers) {
        int number = asked.incrementAndGet();
        return answers.stream()
                .map(answer -> new Reward(Seeds.of(3, prompt + answer) / 1e18, new Usage(7, 4, 0, number)))
                .toList();
    }

    @Override
    public String fingerprint() {
        return fingerprint;
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
        return Capabilities.all(2048, "stub");
    }

    @Override
    public void close() {}
}
