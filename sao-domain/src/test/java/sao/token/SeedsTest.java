package sao.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {
    @Test
    void theFirstAnswerHasTheSeedItself() {
        assertThat(Seeds.of(42, 0)).isEqualTo(42);
    }

    @Test
    void neighbouringSeedsAndIndicesDoNotMeet() {
        Set<Long> seen = new HashSet<>();
        for (long seed = 0; seed < 1000; seed++) {
            for (int index = 0; index < 8; index++) {
                assertThat(seen.add(Seeds.of(seed, index)))
                        .as("seed %d index %d", seed, index)
                        .isTrue();
            }
        }
    }

    @Test
    void namesGiveSeedsThatNeverChange() {
        assertThat(Seeds.of(42, "persona")).isEqualTo(Seeds.of(42, "persona")).isNotEqualTo(Seeds.of(43, "persona"));
    }
}
