package sao.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StopRequestTest {
    @Test
    void anInterruptDoesNotOutliveTheActionItWasMeantFor() {
        StopRequest stop = new StopRequest();
        int result = stop.interrupting(() -> {
            stop.request();
            return 7;
        });
        assertThat(result).isEqualTo(7);
        assertThat(stop.isRequested()).isTrue();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    @Timeout(60)
    void aRequestInterruptsTheActionThatWaits() throws InterruptedException {
        StopRequest stop = new StopRequest();
        CountDownLatch begun = new CountDownLatch(1);
        Thread asking = Thread.ofVirtual().start(() -> {
            try {
                begun.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            stop.request();
        });
        assertThatThrownBy(() -> stop.interrupting(() -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                        return 0;
                    } catch (InterruptedException e) {
                        throw new IllegalStateException("interrupted", e);
                    }
                }))
                .hasMessage("interrupted");
        asking.join();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void anotherThreadsInterruptIsKept() {
        StopRequest stop = new StopRequest();
        stop.interrupting(() -> {
            Thread.currentThread().interrupt();
            return 0;
        });
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void nothingBeginsAfterTheRequest() {
        StopRequest stop = new StopRequest();
        stop.request();
        assertThatThrownBy(() -> stop.interrupting(() -> 1)).isInstanceOf(InterruptedRunException.class);
        assertThat(Thread.interrupted()).isFalse();
    }
}
