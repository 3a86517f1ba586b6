package sao.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JudgmentTest {
    @Test
    void aConstantSeatPreferenceCancels() {
        for (long seed = 0; seed < 100; seed++) {
            var random = new SplittableRandom(seed);
            double quality = random.nextDouble(-3, 3);
            double seat = random.nextDouble(-5, 5);
            // given: first seat holds the first response; swapped: it holds the second
            var judgment = new Judgment.Ranked(quality + seat, -quality + seat, 1);
            assertThat(judgment.logOdds()).as("seed %d", seed).isCloseTo(quality, within(1e-12));
        }
    }

    @Test
    void swappingTheResponsesTurnsTheProbabilityAround() {
        var judgment = new Judgment.Ranked(1.5, -0.25, 0.9);
        var turned = new Judgment.Ranked(/* given= */ judgment.swapped(), /* swapped= */ judgment.given(), 0.9);
        assertThat(turned.probability()).isCloseTo(1 - judgment.probability(), within(1e-12));
        assertThat(turned.firstWins()).isNotEqualTo(judgment.firstWins());
    }

    @Test
    void ordersAgreeOnlyWhenTheSameResponseWinsBoth() {
        assertThat(new Judgment.Ranked(1, -2, 1).ordersAgree()).isTrue();
        assertThat(new Judgment.Ranked(2, 1, 1).ordersAgree()).isFalse();
    }

    @Test
    void aTieIsNotARanking() {
        assertThatThrownBy(() -> new Judgment.Ranked(0.5, 0.5, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tie");
    }
}
