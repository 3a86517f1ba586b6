

import java.util.Locale;
import java.util.SplittableRandom;
import sao.novelty.Novelty;
import sao.novelty.NoveltyIndex;
import sao.novelty.NoveltyRules;

/// Measures novelty decisions per second with a filled index.
/// usage: NoveltyRate REMEMBERED MEASURED
final class NoveltyRate {
    private static final String[] FRAMES = {
        "What are some tips for %s my %s during the %s, without %s?",
        "Explain how a %s works and why the %s matters for %s and %s.",
        "Write a short story about a %s who finds a %s in the %s near %s.",
        "How can I %s the %s without a %s, step by step, in %s?",
        "Compare %s and %s, and say which of them suits a %s better for %s.",
        "My %s is %s and %s; what could be wrong, and how can I find out about %s?",
        "Write a %s function that takes a list of %s and returns the %s of each %s.",
        "If a %s costs %s and a %s costs twice as much, how many %s can I buy?"
    };

    private NoveltyRate() {}

    public static void main(String[] arguments) {
        int remembered = Integer.parseInt(arguments[0]);
        int measured = Integer.parseInt(arguments[1]);
        NoveltyIndex index = new NoveltyIndex(new NoveltyRules(0.7, 0.7));
        SplittableRandom random = new SplittableRandom(1);
        long begin = System.nanoTime();
        long rows = 0;
        while (index.size() < remembered) {
            index.decide(rows++, prompt(random));
        }
        double building = seconds(begin);
        System.gc();
        long bytes = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        int refused = 0;
        begin = System.nanoTime();
        for (int i = 0; i < measured; i++) {
            refused += index.look(prompt(random)) instanceof Novelty.Refused ? 1 : 0;
        }
        double looking = seconds(begin);
        System.out.printf(
                Locale.ROOT,
                "remembered %,d of %,d prompts in %.1f s (%,.0f prompts/s on the way); then %,.0f prompts/s, %.1f %% refused; %.0f MB held%n",
                index.size(),
                rows,
                building,
                rows / building,
                measured / looking,
                100.0 * refused / measured,
                bytes / 1e6);
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static String prompt(SplittableRandom random) {
        return FRAMES[random.nextInt(FRAMES.length)].formatted(words(random), words(random), words(random), words(random));
    }

    /// One to three words, with a skewed frequency distribution like that of natural language.
    private static String words(SplittableRandom random) {
        StringBuilder words = new StringBuilder();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            int word = (int) Math.exp(random.nextDouble() * Math.log(50_000));
            words.append('w').append(Integer.toString(word, 36)).append(i > 1 ? " " : "");
        }
        return words.toString();
    }
}
