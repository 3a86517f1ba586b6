package sao.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import sao.chat.Answer;
import sao.chat.Conversation;
import sao.domain.PreferencePair;
import sao.token.FinishReason;
import sao.token.LogProbabilities;
import sao.token.TokenIds;

/// Pairs with everything that breaks careless writers: quotes, line ends, markup, other scripts, emoji,
/// half a surrogate pair, an answer of no token.
public final class SamplePairs {
    private static final List<String> TEXTS = List.of(
            "plain",
            "\"quoted\", back\\slash, tab\t, two\r\nlines",
            "<script>alert(1)</script> | ``` | ---",
            "Größe, naïve, 東京, שלום, 🦔👩‍🔬",
            "half a pair \ud83e here",
            "zero \u0000 and \u2028 separator");

    private SamplePairs() {}

    /// {@return that many pairs of the seed, in order of id}
    public static List<PreferencePair> of(int count, long seed) {
        var random = new SplittableRandom(seed);
        return IntStream.range(0, count)
                .mapToObj(_ -> pair(random))
                .sorted(Comparator.comparing(PreferencePair::id))
                .toList();
    }

    private static PreferencePair pair(SplittableRandom random) {
        String id = "%016x%016x".formatted(random.nextLong(), random.nextLong());
        double odds = random.nextDouble(0.01, 3);
        return new PreferencePair(
                id,
                1,
                "%032x".formatted(random.nextLong(1L << 40)),
                Conversation.ask(text(random)),
                Optional.of(TokenIds.of(1, 2, 3)),
                answer(random, random.nextInt(1, 9)),
                answer(random, random.nextInt(0, 9)),
                1 / (1 + Math.exp(-odds)),
                odds + 0.25,
                0.25 - odds,
                "likelihood/sao-v1");
    }

    private static Answer answer(SplittableRandom random, int length) {
        float[] logProbabilities = new float[length];
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            ids.add(random.nextInt(49_152));
            logProbabilities[i] = (float) -random.nextDouble(4);
        }
        FinishReason reason = random.nextBoolean() ? FinishReason.STOP : FinishReason.LENGTH;
        return new Answer(text(random), TokenIds.of(ids), LogProbabilities.of(logProbabilities), reason, 7);
    }

    private static String text(SplittableRandom random) {
        return TEXTS.get(random.nextInt(TEXTS.size())) + " " + random.nextInt(1_000);
    }

    public static DatasetCard card() {
        return new DatasetCard(
                "a run: 'quoted'",
                "smollm2-135m-instruct",
                "ab12",
                Optional.empty(),
                "Apache-2.0",
                new TreeMap<>(Map.of("personas", 64L, "prompts", 60L)),
                Map.of("duplicate", 4L),
                "seed: 42\n",
                "cd34");
    }
}
