package sao.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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

/// Writes prompts and answers that depend on conversation and seed alone, with the faults of a real model:
/// repeated prompts, cut-off ones, twins. Counts how often it is asked.
public class StubModel implements ChatModel {
    private static final String[] TOPICS = {
        "bees", "clocks", "bread", "rain", "chess", "stars", "violins", "rivers", "wool", "maps", "trains", "salt"
    };
    private static final String[] VERBS = {"repair", "explain", "draw", "measure", "sell", "photograph", "compare"};

    public final AtomicInteger asked = new AtomicInteger();

    @Override
    public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
        asked.incrementAndGet();
        boolean forPrompt = conversation.messages().getLast().content().contains("User prompt:");
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long own = Seeds.of(seed, i);
            long draw = Seeds.of(own, conversation.toString());
            answers.add(answer(forPrompt ? prompt(draw) : response(draw), own, draw));
        }
        return new Generation(
                TokenIds.of(1, (int) (Seeds.of(0, conversation.toString()) & 0xFFFF)), answers, new Usage(2, 0, 4, 9));
    }

    private static String prompt(long draw) {
        int kind = (int) Long.remainderUnsigned(draw, 20);
        String topic = pick(TOPICS, draw, 1);
        String verb = pick(VERBS, draw, 2);
        return switch (kind) {
            case 0 -> "";
            case 1 -> "I am a person who likes " + topic + " a lot.";
            case 2, 3, 4 -> "User prompt: Why do so many people like " + topic + " in the winter?";
            default ->
                "User prompt: How do I %s %d %s in a place like number %d?"
                        .formatted(
                                verb,
                                Long.remainderUnsigned(draw >>> 3, 90),
                                topic,
                                Long.remainderUnsigned(draw, 9_999));
        };
    }

    private static String response(long draw) {
        int kind = (int) Long.remainderUnsigned(draw, 15);
        return kind < 4 ? "The same answer." : "Answer %d about %s.".formatted(draw & 0xFFF, pick(TOPICS, draw, 5));
    }

    private static Answer answer(String text, long seed, long draw) {
        boolean cut = Long.remainderUnsigned(draw >>> 7, 17) == 0;
        return new Answer(
                text,
                TokenIds.of(text.length(), (int) (draw & 0xFFFF)),
                LogProbabilities.of(-(draw & 0xFFFF) / 65_536f, -0.5f),
                cut ? FinishReason.LENGTH : FinishReason.STOP,
                seed);
    }

    private static String pick(String[] words, long draw, int index) {
        return words[(int) Long.remainderUnsigned(Seeds.of(draw, index), words.length)];
    }

    @Override
    public Score score(Conversation conversation, List<String> continuations) {
        throw new UnsupportedOperationException("this model does not score");
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
        return new Capabilities(false, true, true, true, 2048, false, "stub");
    }

    @Override
    public void close() {}
}
