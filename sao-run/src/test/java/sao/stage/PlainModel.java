package sao.stage;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import sao.chat.Answer;
import sao.chat.Capabilities;
import sao.chat.ChatModel;
import sao.chat.Conversation;
import sao.chat.Generation;
import sao.chat.Score;
import sao.chat.Usage;
import sao.token.FinishReason;
import sao.token.LogProbabilities;
import sao.token.SamplingSettings;
import sao.token.Seeds;
import sao.token.TokenIds;

/// A stub model whose answers are sentences, some without a capital letter. It counts its calls.
///
/// @param fingerprint name of the model
/// @param lower of each 16 answers as many have no capital letter
/// @param calls number of calls so far
record PlainModel(String fingerprint, int lower, AtomicInteger calls) implements ChatModel {
    PlainModel(String fingerprint, int lower) {
        this(fingerprint, lower, new AtomicInteger());
    }

    @Override
    public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
        calls.incrementAndGet();
        List<Answer> answers = IntStream.range(0, count)
                .mapToObj(i -> answer(Seeds.of(seed, i)))
                .toList();
        return new Generation(TokenIds.of(1, 2), answers, new Usage(2, 0, 2 * count, 9));
    }

    private Answer answer(long seed) {
        long draw = Long.remainderUnsigned(Seeds.mix(seed), 16);
        String text = "%s of kind %d make honey.".formatted(draw < lower ? "bees" : "Bees", draw);
        return new Answer(text, TokenIds.of(3, (int) draw), LogProbabilities.of(-1, -2), FinishReason.STOP, seed);
    }

    @Override
    public Score score(Conversation conversation, List<String> continuations) {
        throw new AssertionError("no answer is scored");
    }

    @Override
    public Score scoreText(String context, List<String> continuations) {
        throw new AssertionError("no answer is scored");
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.all(2048, "stub");
    }

    @Override
    public int concurrency() {
        return 4;
    }

    @Override
    public void close() {}
}
