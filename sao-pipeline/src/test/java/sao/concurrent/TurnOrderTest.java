package sao.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnOrderTest {
    @Test
    void rowsPassInOrderWhateverTheOrderTheyComeIn() throws Exception {
        for (long seed = 0; seed < 20; seed++) {
            List<Integer> coming =
                    new ArrayList<>(IntStream.range(0, 200).boxed().toList());
            Collections.shuffle(coming, new Random(seed));
            List<Integer> passed = Collections.synchronizedList(new ArrayList<>());
            TurnOrder order = new TurnOrder();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Boolean>> all = coming.stream()
                        .map(row -> threads.submit(() -> order.pass(row, () -> passed.add(row))))
                        .toList();
                for (Future<Boolean> each : all) {
                    each.get();
                }
            }
            assertThat(passed).as("seed %d", seed).isSorted().hasSize(200);
        }
    }

    @Test
    void aDecisionThatFailsLetsTheNextRowPass() {
        TurnOrder order = new TurnOrder();
        assertThatThrownBy(() -> order.pass(0, () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(order.<Integer>pass(1, () -> 7)).isEqualTo(7);
    }

    @Test
    void anInterruptedRowStopsWaiting() {
        TurnOrder order = new TurnOrder();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> order.pass(1, () -> 7)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
