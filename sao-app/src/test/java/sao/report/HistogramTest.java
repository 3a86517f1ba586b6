package sao.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
        Histogram histogram = Histogram.of(0, 24, new Histogram.Values("x", List.of(0.0, 1.0, 1.5, 23.0)));
        assertThat(histogram.width()).isEqualTo(1);
        assertThat(histogram.series().getFirst().counts().subList(0, 3)).containsExactly(1L, 2L, 0L);
    }

    @Test
    void oneValueAndNoValueHaveAHistogramToo() {
        assertThat(Histogram.of(new Histogram.Values("x", List.of(0.3))).highest())
                .isEqualTo(1);
        assertThat(Histogram.of(new Histogram.Values("x", List.of())).highest()).isZero();
    }

    @Test
    void marksAreRoundAndInside() {
        Axis axis = Axis.around(0.123, 0.877, 4, new Axis.Span(0, 100));
        assertThat(axis.low()).isCloseTo(0, within(1e-12));
        assertThat(axis.high()).isCloseTo(1, within(1e-12));
        assertThat(axis.marks(5)).hasSize(6);
        assertThat(axis.marks(5).stream().map(Axis::label)).containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1");
    }

    @Test
    void labelsAreShort() {
        assertThat(List.of(
                        Axis.label(1e-6), Axis.label(2.5e-7), Axis.label(12_500), Axis.label(-0.25), Axis.label(300)))
                .containsExactly("1e-06", "2.5e-07", "12.5k", "-0.25", "300");
    }
}
