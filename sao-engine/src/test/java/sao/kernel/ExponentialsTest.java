package sao.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExponentialsTest {
    @Test
    void exponentialsAreThoseOfTheLibrary() {
        for (float x = -125; x <= 0; x += 0.0137f) {
            assertThat(Exponentials.power(x) / Math.pow(2, x)).as("2^%s", x).isCloseTo(1, within(3e-7));
        }
    }
}
