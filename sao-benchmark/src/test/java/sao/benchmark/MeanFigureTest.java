package sao.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeanFigureTest {
    @Test
    void theStandardErrorIsThatOfTheSample() {
        MeanFigure figure = MeanFigure.of(List.of(1.0, 0.0, 1.0, 0.0));
        assertThat(figure.interval().low()).isBetween(0.14, 0.16);
        assertThat(figure.mean()).isEqualTo(0.5);
        assertThat(figure.standardError()).isCloseTo(Math.sqrt(1.0 / 3 / 4), within(1e-12));
    }

    @Test
    void oneQuestionHasNoStandardError() {
        assertThat(MeanFigure.of(List.of(1.0)).standardError()).isNaN();
    }
}
