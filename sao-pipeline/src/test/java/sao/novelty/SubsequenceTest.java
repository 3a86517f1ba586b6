package sao.novelty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SubsequenceTest {
    @Test
    void theFastLengthIsThatOfThePlainTable() {
        for (long seed = 0; seed < 3_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int[] some = words(random);
            int[] others = words(random);
            assertThat(new Subsequence(some).common(others, 0, others.length))
                    .as("seed %d", seed)
                    .isEqualTo(plain(some, others));
        }
    }

    @Test
    void aPieceOfAnArrayIsComparedAlone() {
        int[] holder = {9, 9, 1, 2, 3, 9};
        Subsequence sequence = new Subsequence(new int[] {1, 2, 3});
        assertThat(sequence.rougeL(holder, 2, 3)).isEqualTo(1);
        assertThat(sequence.knownRuns()).isEqualTo(1);
        assertThat(sequence.rougeL(holder, 0, 2)).isZero();
    }

    private static int[] words(SplittableRandom random) {
        int[] words = new int[random.nextInt(0, 200)];
        int different = random.nextInt(1, 60);
        for (int i = 0; i < words.length; i++) {
            words[i] = random.nextInt(different) * 0x01000193;
        }
        return words;
    }

    private static int plain(int[] some, int[] others) {
        int[][] table = new int[some.length + 1][others.length + 1];
        for (int i = 1; i <= some.length; i++) {
            for (int k = 1; k <= others.length; k++) {
                table[i][k] = some[i - 1] == others[k - 1]
                        ? table[i - 1][k - 1] + 1
                        : Math.max(table[i - 1][k], table[i][k - 1]);
            }
        }
        return table[some.length][others.length];
    }
}
