package sao.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sao.error.SaoException;

class BoundedConcurrencyTest {
    private static final List<Integer> NUMBERS = IntStream.range(0, 200).boxed().toList();

    @Test
    void answersStandInTheOrderOfTheThings() {
        assertThat(BoundedConcurrency.of(16).map(NUMBERS, number -> number * number))
                .isEqualTo(NUMBERS.stream().map(number -> number * number).toList());
    }

    @Test
    void asManyAsTheLimitAndNeverMoreAreInFlight() {
        CyclicBarrier together = new CyclicBarrier(5); // opens only when five wait at it
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        BoundedConcurrency.of(5).map(NUMBERS, number -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            pass(together);
            now.decrementAndGet();
            return number;
        });
        assertThat(most.get()).isEqualTo(5);
    }

    private static void pass(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFailureEndsTheRest() {
        AtomicInteger asked = new AtomicInteger();
        assertThatThrownBy(() -> BoundedConcurrency.of(1).map(NUMBERS, _ -> {
                    asked.incrementAndGet();
                    throw new SaoException("The model is gone.", "Start it again.");
                }))
                .isInstanceOf(SaoException.class);
        assertThat(asked.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void everyThingIsReportedOnce() {
        AtomicInteger done = new AtomicInteger();
        new BoundedConcurrency(7, done::incrementAndGet).map(NUMBERS, number -> number);
        assertThat(done).hasValue(200);
    }

    @Test
    void theFirstFailureComesOutAsItWas() {
        assertThatThrownBy(() -> BoundedConcurrency.of(3).map(NUMBERS, number -> {
                    if (number == 50) {
                        throw new SaoException("The model is gone.", "Start it again.");
                    }
                    return number;
                }))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("The model is gone.");
    }
}
