package sao.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HolmTest {
    @Test // the example of Wikipedia's article on the Holm-Bonferroni method
    void aWorkedExample() {
        assertThat(Holm.adjusted(0.01, 0.04, 0.03, 0.005))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-15));
    }

    @Test // by hand: 6 * 0.001, 5 * 0.012, max(4 * 0.012, 0.06), 3 * 0.03, 2 * 0.2, 0.9
    void tiesAndLaterValuesAreNotBelowEarlierOnes() {
        assertThat(Holm.adjusted(0.2, 0.001, 0.9, 0.012, 0.03, 0.012))
                .containsExactly(new double[] {0.4, 0.006, 0.9, 0.06, 0.09, 0.06}, within(1e-15));
    }

    @Test
    void oneTestStaysAsItIsAndNoValueExceedsOne() {
        assertThat(Holm.adjusted(0.3)).containsExactly(0.3);
        assertThat(Holm.adjusted(0.6, 0.7)).containsExactly(1, 1);
        assertThat(Holm.adjusted()).isEmpty();
    }

    @Test
    void valuesOutsideZeroToOneAreRejected() {
        assertThatThrownBy(() -> Holm.adjusted(0.1, 1.5)).hasMessageContaining("1.5 is not a p-value");
        assertThatThrownBy(() -> Holm.adjusted(Double.NaN)).hasMessageContaining("NaN");
    }
}
