package sao.novelty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WordFilterTest {
    private static final int DIFFERENT = 300;

    @Test
    void neverPromisesLessThanTwoTextsShare() {
        for (long seed = 0; seed < 5_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int[] some = words(random);
            int[] others = words(random);
            long filter = WordFilter.of(others);
            Subsequence sequence = new Subsequence(some);
            int common = sequence.common(others, 0, others.length);
            assertThat(WordFilter.words(some, filter)).as("seed %d", seed).isGreaterThanOrEqualTo(common);
            assertThat(sequence.knownRuns()).as("seed %d", seed).isGreaterThanOrEqualTo(sharedRuns(some, others));
            assertThat(WordFilter.runs(some, filter))
                    .as("seed %d", seed)
                    .isGreaterThanOrEqualTo(sharedRuns(some, others));
        }
    }

    @Test
    void leavesOutMostTextsThatShareOnlyAFrame() {
        int[] some = {1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16};
        int[] others = {1, 2, 3, 4, 5, 20, 21, 22, 23, 24, 25, 26};
        assertThat(WordFilter.words(some, WordFilter.of(others))).isEqualTo(5);
        assertThat(WordFilter.runs(some, WordFilter.of(others))).isEqualTo(3);
    }

    private static int sharedRuns(int[] some, int[] others) {
        int[] runs = WordHashes.shingles(others);
        return (int) Arrays.stream(WordHashes.shingles(some))
                .filter(run -> Arrays.binarySearch(runs, run) >= 0)
                .count();
    }

    private static int[] words(SplittableRandom random) {
        return random.ints(random.nextInt(0, 60), 0, DIFFERENT).toArray();
    }
}
