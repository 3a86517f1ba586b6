package sao.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import sao.cache.CacheStub;
import sao.cache.PrefixCache;
import sao.token.TokenIds;

class ScoreCallTest {
    private final AtomicInteger open = new AtomicInteger();

    /// Keeps the tasks of a call instead of computing them.
    private final class QueueStub implements CallQueue {
        private final List<PrefillTask> tasks = new ArrayList<>();

        @Override
        public CacheLease lease(CompletableFuture<?> result) {
            CacheLease lease = new CacheLease(new PrefixCache(_ -> new CacheStub(open), 0));
            var _ = result.whenComplete((_, _) -> lease.close());
            return lease;
        }

        @Override
        public void prefill(PrefillTask task) {
            tasks.add(task);
        }

        @Override
        public void decode(DecodingSequence sequence) {
            throw new AssertionError("a call for scores decodes nothing");
        }
    }

    @Test
    void whenTheLastContinuationGetsNoMemoryAllCachesAreClosed() {
        QueueStub queue = new QueueStub();
        ScoreCall call = new ScoreCall(TokenIds.of(1, 2), List.of(TokenIds.of(3, 4), TokenIds.of(5, 6)), queue);
        PrefillTask prompt = call.prefill();
        prompt.open();
        prompt.advance(2);
        call.finished(prompt.cache());
        queue.tasks.getFirst().open();
        assertThat(open).hasValue(2);
        assertThatThrownBy(() -> queue.tasks.getLast().open()).hasMessageContaining("allocate memory");
        assertThat(call.isReleased()).isFalse();
        call.failed(new IllegalStateException("no memory"));
        assertThat(open).hasValue(0);
        assertThat(call.isReleased()).isTrue();
    }
}
