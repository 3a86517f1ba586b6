package sao.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Ranks without sorting, against sorting.
class TokenRankingTest {
    @Test
    void ranksAreThoseOfTheSortedRow() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            float[] row = new float[random.nextInt(1, 200)];
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextInt(-20, 20) / 4f; // many are equal
            }
            List<Integer> sorted = new ArrayList<>();
            for (int id = 0; id < row.length; id++) {
                sorted.add(id);
            }
            sorted.sort(Comparator.<Integer>comparingDouble(id -> -row[id]).thenComparing(id -> id));
            int token = random.nextInt(row.length);
            int other = random.nextInt(row.length);
            int top = random.nextInt(0, 25);
            ObservedToken observed = TokenRanking.observe(row, 3.5, token, new Alternatives(top, List.of(other)));
            assertThat(observed.token())
                    .as("seed %d", seed)
                    .isEqualTo(new RankedToken(token, row[token] - 3.5f, sorted.indexOf(token) + 1));
            List<Integer> wanted = new ArrayList<>(sorted.subList(0, Math.min(top, row.length)));
            if (!wanted.contains(other)) {
                wanted.add(other);
            }
            assertThat(observed.alternatives())
                    .as("seed %d", seed)
                    .extracting(RankedToken::id)
                    .isEqualTo(wanted);
            for (RankedToken one : observed.alternatives()) {
                assertThat(one.rank()).as("seed %d", seed).isEqualTo(sorted.indexOf(one.id()) + 1);
                assertThat(one.logProbability()).isCloseTo(row[one.id()] - 3.5f, within(0f));
            }
        }
    }
}
