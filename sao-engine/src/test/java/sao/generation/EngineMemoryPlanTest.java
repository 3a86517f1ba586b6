package sao.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import sao.architecture.Precision;
import sao.cache.KeyValueCache;
import sao.error.SaoException;
import sao.token.SamplingSettings;
import sao.token.TokenIds;
import sao.torch.ComputeDevice;

/// A call that fits into the memory bound is answered as without a bound; one that can never fit is refused.
class EngineMemoryPlanTest {
    private static final EngineMemoryPlan UNBOUNDED = EngineMemoryPlan.of(TinyEngine.MODEL.config(), settings(0));

    private static EngineOptions settings(long bytes) {
        return new EngineOptions(Precision.FLOAT32, 1, 1, 8, 512, 100_000, 128, bytes, ComputeDevice.PROCESSOR);
    }

    /// {@return a memory bound that admits this number of positions}
    private static long boundFor(int positions) {
        return UNBOUNDED.weights() + UNBOUNDED.working() + UNBOUNDED.kept() + positions * UNBOUNDED.position();
    }

    @Test
    void aPositionIsItsKeysAndValuesOfEveryLayer() {
        var config = TinyEngine.MODEL.config();
        assertThat(UNBOUNDED.position())
                .isEqualTo(2L * 4 * config.layers() * config.keyValueHeads() * config.headWidth());
        assertThat(UNBOUNDED.positions()).isEqualTo(100_000);
        assertThat(EngineMemoryPlan.of(TinyEngine.MODEL.config(), settings(boundFor(300)))
                        .positions())
                .isEqualTo(300);
    }

    @Test
    void theSameIsAnsweredWithinABound() {
        List<TinyEngine.Ask> asks = TinyEngine.asks(30, 11);
        try (TinyEngine free = new TinyEngine(TinyEngine.MODEL, settings(0));
                TinyEngine bounded = new TinyEngine(TinyEngine.MODEL, settings(boundFor(1_500)))) {
            assertThat(bounded.ask(asks)).isEqualTo(free.ask(asks));
        }
    }

    @Test
    void aCallThatCanNeverFitIsRefusedWithTheNumbers() {
        try (TinyEngine engine = new TinyEngine(TinyEngine.MODEL, settings(boundFor(300)))) {
            GenerateCall call =
                    engine.begin(new GenerationRequest(TokenIds.of(1, 2, 3), SamplingSettings.of(1, 1, 100), 3, 5));
            assertThatThrownBy(() -> call.result().join())
                    .cause()
                    .isInstanceOf(SaoException.class)
                    .hasMessageContaining("may need 309 positions of cache")
                    .hasMessageContaining("a lane has 300: weights")
                    .hasMessageContaining("Ask for fewer tokens");
            assertThat(engine.generate(
                            new GenerationRequest(TokenIds.of(1, 2, 3), SamplingSettings.of(1, 1, 90), 3, 5)))
                    .hasSize(3);
        }
    }

    @Test
    void aModelThatDoesNotFitIsRefusedBeforeItIsLoaded() {
        assertThatThrownBy(() -> EngineMemoryPlan.of(TinyEngine.MODEL.config(), settings(1_000)))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("does not fit into engine.memory: weights")
                .hasMessageContaining("Raise engine.memory");
    }

    @Test
    void aCallForWhichThereIsNoMemoryFailsAndTheOthersGoOn() {
        try (TinyEngine engine = new TinyEngine(TinyEngine.MODEL, settings(0))) {
            GenerationRequest request =
                    new GenerationRequest(TokenIds.of(1, 2, 3), SamplingSettings.of(1, 1, 60), 4, 5);
            List<?> alone = engine.generate(request);
            GenerateCall neighbour = engine.begin(request);
            assertThatThrownBy(() -> ShortOfMemory.openedIn(engine).join())
                    .cause()
                    .isInstanceOf(SaoException.class)
                    .hasMessageContaining("ran out of memory: weights");
            assertThat(neighbour.result().join()).isEqualTo(alone);
        }
    }

    @Test
    void aPromptForWhichThereIsNoMemoryFailsWithTheNumbersAndTheRemedy() {
        try (TinyEngine engine = new TinyEngine(TinyEngine.MODEL, settings(0))) {
            assertThatThrownBy(() -> ShortOfMemory.readIn(engine).join())
                    .cause()
                    .isInstanceOf(SaoException.class)
                    .hasMessageContaining("ran out of memory: weights")
                    .hasMessageContaining("lower engine.slots");
        }
    }

    /// A call that gets no memory for its cache or for its arithmetic.
    private static final class ShortOfMemory implements PrefillTask.Listener {
        private final CompletableFuture<Object> result = new CompletableFuture<>();

        private static RuntimeException failure() {
            return new IllegalStateException("DefaultCPUAllocator: can't allocate memory");
        }

        static CompletableFuture<Object> openedIn(TinyEngine engine) {
            ShortOfMemory call = new ShortOfMemory();
            engine.submit(new PrefillTask(
                    new int[] {1, 2},
                    0,
                    () -> {
                        throw failure();
                    },
                    call));
            return call.result;
        }

        static CompletableFuture<Object> readIn(TinyEngine engine) {
            ShortOfMemory call = new ShortOfMemory();
            CacheLease lease = engine.lease(call.result);
            engine.submit(new PrefillTask(new int[] {1, 2}, 0, () -> lease.begin(new int[] {1, 2}), call));
            return call.result;
        }

        /// Asked for during the pass.
        @Override
        public List<PrefillTask.Target> targets(int index) {
            throw failure();
        }

        @Override
        public int mostPositions() {
            return 1;
        }

        @Override
        public List<DecodingSequence> sequences() {
            return List.of();
        }

        @Override
        public void finished(KeyValueCache cache) {
            result.complete(cache);
        }

        @Override
        public void failed(RuntimeException failure) {
            result.completeExceptionally(failure);
        }

        @Override
        public boolean isOver() {
            return result.isDone();
        }

        @Override
        public boolean isReleased() {
            return result.isDone();
        }
    }
}
