package sao.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sao.torch.TensorScope;

class RowWorkersTest {
    /// A conversation longer than the first room once wrote its scores to freed memory.
    @Test
    void roomThatGrewOutlivesTheScopeItGrewIn() {
        try (RowWorkers.Scratch scratch = new RowWorkers.Scratch()) {
            try (var _ = TensorScope.open()) {
                scratch.require(100_000);
            }
            assertThat(scratch.pointer().isNull()).isFalse();
            scratch.pointer().put(99_999, 1);
            assertThat(scratch.array()).hasSizeGreaterThanOrEqualTo(100_000);
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anErrorOnAHelperThreadReachesTheCaller() {
        try (RowWorkers workers = new RowWorkers(2)) {
            Thread caller = Thread.currentThread();
            CountDownLatch failed = new CountDownLatch(1);
            OutOfMemoryError error = new OutOfMemoryError("of a helper");
            assertThatThrownBy(() -> workers.forEach(8, _ -> _ -> {
                        if (Thread.currentThread() == caller) {
                            await(failed);
                        } else {
                            failed.countDown();
                            throw error;
                        }
                    }))
                    .isSameAs(error);
            AtomicInteger rows = new AtomicInteger();
            workers.forEach(8, _ -> _ -> rows.incrementAndGet());
            assertThat(rows).hasValue(8);
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aHelperThatCannotMakeItsTaskFailsTheBatchInsteadOfHangingIt() {
        try (RowWorkers workers = new RowWorkers(2)) {
            Thread caller = Thread.currentThread();
            CountDownLatch failed = new CountDownLatch(1);
            OutOfMemoryError error = new OutOfMemoryError("while the task is made");
            assertThatThrownBy(() -> workers.forEach(8, _ -> {
                        if (Thread.currentThread() != caller) {
                            failed.countDown();
                            throw error;
                        }
                        return _ -> await(failed);
                    }))
                    .isSameAs(error);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
