package sao.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChoiceMetricTest {
    @Test
    void lengthsAreCodePoints() {
        // two code points outside the basic plane: four chars, by which the first choice would win
        List<String> choices = List.of("\uD83D\uDE00\uD83D\uDE00", "abc");
        double[] likelihoods = {-6, -8.4};
        assertThat(ChoiceMetric.ACC_NORM.chosen(choices, likelihoods)).isEqualTo(1);
        assertThat(ChoiceMetric.ACC.chosen(choices, likelihoods)).isZero();
        assertThat(ChoiceMetric.ACC_NORM.of(choices, Set.of(1), likelihoods)).isEqualTo(1);
        assertThat(ChoiceMetric.ACC.of(choices, Set.of(1), likelihoods)).isZero();
    }

    @Test
    void theFirstOfEqualChoicesIsChosen() {
        assertThat(ChoiceMetric.ACC.chosen(List.of("a", "b"), new double[] {-1, -1}))
                .isZero();
    }

    @Test
    void theMassOfTrueAnswersIsNormalisedWithoutUnderflow() {
        double[] likelihoods = {-2000, -2000 + Math.log(3)};
        assertThat(ChoiceMetric.TRUE_MASS.of(List.of("a", "b"), Set.of(1), likelihoods))
                .isCloseTo(0.75, within(1e-12));
    }
}
