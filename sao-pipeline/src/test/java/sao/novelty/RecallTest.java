package sao.novelty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import sao.novelty.Novelty.Reason;
import sao.novelty.Novelty.Refused;

/// The index against its plain twin, which compares every prompt with every earlier one.
class RecallTest {
    private static final NoveltyRules RULES = new NoveltyRules(0.7, 0.7);
    private static final String[] FRAMES = {
        "What are some tips for %s my %s during the %s?",
        "Explain how %s a %s works and why the %s matters for it.",
        "Write a short story about a %s who finds a %s in the %s.",
        "How can I %s the %s without a %s, step by step?",
        "Compare %s and %s, and say which of them suits a %s better."
    };

    /// What the twin and the index said of the same prompts.
    private record Outcome(int repetitions, int found, int wronglyRefused) {}

    @Test // of prompts just at the threshold MinHash overlooks 17 %, of those well above it none
    void findsNearlyAllThatTheTwinFindsAndNothingElse() {
        for (long seed = 0; seed < 3; seed++) {
            Outcome outcome = compare(seed, 3_000);
            assertThat(outcome.repetitions()).as("seed %d", seed).isGreaterThan(300);
            assertThat(outcome.wronglyRefused()).as("seed %d", seed).isZero();
            assertThat((double) outcome.found() / outcome.repetitions())
                    .as("seed %d: %s", seed, outcome)
                    .isGreaterThan(0.95);
        }
    }

    @Test
    void theRecallOfBandsIsTheFormulas() {
        int[] set = new int[40];
        for (double similarity : new double[] {0.5, 0.6, 0.7, 0.8}) {
            MinHash minHash = new MinHash(4);
            int met = 0;
            int trials = 3_000;
            SplittableRandom random = new SplittableRandom(8);
            int shared = (int) Math.round(2 * set.length * similarity / (1 + similarity));
            for (int trial = 0; trial < trials; trial++) {
                int[] some = random.ints(set.length).toArray();
                int[] others = some.clone();
                for (int i = shared; i < others.length; i++) {
                    others[i] = random.nextInt();
                }
                met += shareABand(minHash.bands(some), minHash.bands(others)) ? 1 : 0;
            }
            double exact = (double) shared / (2 * set.length - shared);
            assertThat((double) met / trials)
                    .as("similarity %s", exact)
                    .isBetween(MinHash.recall(exact, 4) - 0.04, MinHash.recall(exact, 4) + 0.04);
        }
    }

    @Test
    void lowThresholdsGetBandsThatFindThem() {
        for (double similarity : new double[] {0.2, 0.3, 0.4, 0.54, 0.7, 0.9}) {
            MinHash minHash = MinHash.finding(similarity);
            assertThat(MinHash.recall(similarity, minHash.rows())).isGreaterThanOrEqualTo(0.8);
        }
        assertThat(MinHash.finding(RULES.leastWordSimilarity()).rows()).isEqualTo(4);
    }

    @Test
    void growingForgetsNothing() {
        NoveltyIndex index = new NoveltyIndex(RULES);
        for (int row = 0; row < 20_000; row++) {
            index.decide(row, unlike(row));
        }
        assertThat(index.size()).isEqualTo(20_000);
        for (int row = 0; row < 20_000; row += 97) {
            assertThat(index.look(unlike(row))).isEqualTo(new Refused(Reason.DUPLICATE, row, 1));
        }
    }

    private static String unlike(int row) {
        SplittableRandom random = new SplittableRandom(row);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            text.append(Integer.toString(random.nextInt(100_000), 36)).append(' ');
        }
        return text.toString();
    }

    private static Outcome compare(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        NoveltyIndex index = new NoveltyIndex(RULES);
        List<int[]> kept = new ArrayList<>();
        int repetitions = 0;
        int found = 0;
        int wrong = 0;
        for (int row = 0; row < count; row++) {
            String text = FRAMES[random.nextInt(FRAMES.length)].formatted(
                    word(random), word(random), random.nextInt(6) == 0 ? "winter" : word(random));
            int[] words = WordHashes.hashes(text);
            boolean repeats = kept.stream().anyMatch(earlier -> isLike(words, earlier));
            boolean refused = index.decide(row, text) instanceof Refused;
            repetitions += repeats ? 1 : 0;
            found += repeats && refused ? 1 : 0;
            wrong += refused && !repeats ? 1 : 0;
            if (!refused) {
                kept.add(words);
            }
        }
        return new Outcome(repetitions, found, wrong);
    }

    private static boolean isLike(int[] words, int[] earlier) {
        return MinHash.jaccard(WordHashes.shingles(words), WordHashes.shingles(earlier)) >= RULES.jaccard()
                || new Subsequence(words).rougeL(earlier, 0, earlier.length) >= RULES.rougeL();
    }

    private static String word(SplittableRandom random) {
        return "w" + Integer.toString((int) (Math.pow(random.nextDouble(), 2) * 4_000), 36);
    }

    private static boolean shareABand(long[] some, long[] others) {
        for (int band = 0; band < some.length; band++) {
            if (some[band] == others[band]) {
                return true;
            }
        }
        return false;
    }
}
