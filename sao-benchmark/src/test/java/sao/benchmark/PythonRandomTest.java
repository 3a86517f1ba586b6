package sao.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Expected values are those of `random.Random(1234).sample(range(size), count)` of Python 3.11.
class PythonRandomTest {
    @Test
    void samplesOfALargePopulationAreThoseOfPython() {
        PythonRandom random = new PythonRandom(1234);
        assertThat(random.sample(1119, 25))
                .containsExactly(
                        902, 239, 15, 185, 71, 171, 201, 726, 484, 35, 63, 32, 708, 991, 949, 304, 186, 374, 234, 29,
                        1030, 996, 511, 132, 1108);
        assertThat(Arrays.copyOf(random.sample(1119, 25), 5)).containsExactly(954, 140, 182, 1054, 94);
    }

    @Test
    void samplesOfASmallPopulationAreThoseOfPython() {
        PythonRandom random = new PythonRandom(1234);
        assertThat(random.sample(30, 11)).containsExactly(24, 14, 3, 0, 2, 18, 1, 21, 25, 27, 11);
        assertThat(random.sample(20, 5)).containsExactly(7, 0, 18, 17, 11);
    }
}
