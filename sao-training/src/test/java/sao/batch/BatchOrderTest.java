package sao.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sao.optimizer.OptimizerSettings;
import sao.optimizer.Schedule;

/// What is trained when, and how fast.
class BatchOrderTest {
    @Test
    void everyEpochTrainsEveryPairOnceInAnOrderOfItsOwn() {
        List<String> ids = IntStream.range(0, 10).mapToObj(i -> "pair-" + i).toList();
        var order = new BatchOrder(ids, new DataSettings(4, 2, true, 42, 16, 6));
        assertThat(order.steps()).isEqualTo(6);
        List<Integer> first = new ArrayList<>();
        List<Integer> second = new ArrayList<>();
        for (int step = 0; step < 3; step++) {
            first.addAll(order.batch(step));
            second.addAll(order.batch(step + 3));
        }
        assertThat(first)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 10).boxed().toList());
        assertThat(second).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
        assertThat(new BatchOrder(ids, new DataSettings(4, 1, false, 42, 16, 6)).batch(2))
                .containsExactly(8, 9);
        assertThat(new BatchOrder(ids, new DataSettings(3, 1, true, 42, 16, 6)).batch(0))
                .isEqualTo(first.subList(0, 3));
    }

    @Test // transformers 5.23: get_cosine_schedule_with_warmup and get_linear_schedule_with_warmup, 10 steps, 2 warm-up
    void schedulesAreThoseOfTransformers() {
        assertThat(IntStream.range(0, 10).mapToDouble(step -> Schedule.COSINE.factor(step, 2, 10)))
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b))
                .containsExactly(0.0, 0.5, 1.0, wave(1), wave(2), wave(3), wave(4), wave(5), wave(6), wave(7));
        assertThat(Schedule.COSINE.factor(6, 2, 10)).isCloseTo(0.5, within(1e-12));
        assertThat(Schedule.LINEAR.factor(9, 2, 10)).isCloseTo(0.125, within(1e-12));
        assertThat(Schedule.CONSTANT.factor(1, 2, 10)).isEqualTo(0.5);
        assertThat(Schedule.CONSTANT.factor(9, 2, 10)).isEqualTo(1);
        assertThat(OptimizerSettings.standard().warmupSteps(48)).isEqualTo(5);
    }

    private static double wave(int step) {
        return (1 + Math.cos(Math.PI * step / 8)) / 2;
    }
}
