package sao.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import sao.architecture.Precision;
import sao.error.SaoException;
import sao.token.SamplingSettings;
import sao.token.TokenIds;
import sao.torch.ComputeDevice;

/// What fits into a bound of memory is answered, and the same as without; what cannot fit is refused.
class MemoryPlanTest {
    private static final MemoryPlan UNBOUNDED = MemoryPlan.of(TinyEngine.MODEL.config(), settings(0));

    private static EngineSettings settings(long bytes) {
        return new EngineSettings(Precision.FLOAT32, 1, 1, 8, 512, 100_000, 128, bytes, ComputeDevice.PROCESSOR);
    }

    /// {@return a bound that leaves room for so many positions}
    private static long boundFor(int positions) {
        return UNBOUNDED.weights() + UNBOUNDED.working() + UNBOUNDED.kept() + positions * UNBOUNDED.position();
    }

    @Test
    void aPositionIsItsKeysAndValuesOfEveryLayer() {
        var config = TinyEngine.MODEL.config();
        assertThat(UNBOUNDED.position())
                .isEqualTo(2L * 4 * config.layers() * config.keyValueHeads() * config.headWidth());
        assertThat(UNBOUNDED.positions()).isEqualTo(100_000);
        assertThat(MemoryPlan.of(TinyEngine.MODEL.config(), settings(boundFor(300)))
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
        assertThatThrownBy(() -> MemoryPlan.of(TinyEngine.MODEL.config(), settings(1_000)))
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
            assertThatThrownBy(() -> ShortOfMemory.ask(engine).join())
                    .cause()
                    .isInstanceOf(SaoException.class)
                    .hasMessageContaining("no memory left: weights");
            assertThat(neighbour.result().join()).isEqualTo(alone);
        }
    }

    /// A call whose cache the system refuses.
    private static final class ShortOfMemory implements Reading.Listener {
        private final CompletableFuture<Object> result = new CompletableFuture<>();

        static CompletableFuture<Object> ask(TinyEngine engine) {
            ShortOfMemory call = new ShortOfMemory();
            engine.submit(new Reading(
                    new int[] {1, 2},
                    0,
                    () -> {
                        throw new IllegalStateException("DefaultCPUAllocator: can't allocate memory");
                    },
                    call));
            return call.result;
        }

        @Override
        public List<Reading.Target> targets(int index) {
            return List.of();
        }

        @Override
        public int room() {
            return 1;
        }

        @Override
        public List<Answering> answers() {
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
    }
}
