package sao.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
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
