package sao.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void countsEveryValueOnce() {
        for (long seed = 0; seed < 200; seed++) {
            var random = new SplittableRandom(seed);
            List<Double> values = new ArrayList<>();
            for (int i = random.nextInt(50); i >= 0; i--) {
                values.add(random.nextGaussian() * Math.pow(10, random.nextInt(-3, 4)));
            }
            Histogram histogram = Histogram.of(new Histogram.Values("x", values));
            assertThat(histogram.series().getFirst().counts().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .as("seed %d", seed)
                    .isEqualTo(values.size());
            assertThat(histogram.bins()).as("seed %d", seed).isBetween(1, 60);
        }
    }

    @Test
    void aValueOnABoundaryBelongsToTheBinThatBeginsThere() {
        Histogram histogram = Histogram.of(0, 8, new Histogram.Values("x", List.of(0.0, 1.0, 1.5, 8.0)));
        assertThat(histogram.width()).isEqualTo(1);
        assertThat(histogram.series().getFirst().counts())
                .as("the last value has no bin of its own")
                .containsExactly(1L, 2L, 0L, 0L, 0L, 0L, 0L, 1L);
    }

    @Test
    void oneValueAndNoValueHaveAHistogramToo() {
        assertThat(Histogram.of(new Histogram.Values("x", List.of(0.3))).highest())
                .isEqualTo(1);
        assertThat(Histogram.of(new Histogram.Values("x", List.of())).highest()).isZero();
    }
}
