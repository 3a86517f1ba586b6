package sao.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sao.architecture.Precision;
import sao.chat.Answer;
import sao.sampling.ObservedToken;
import sao.token.SamplingSettings;
import sao.token.TokenIds;
import sao.torch.ComputeDevice;
import sao.torch.ProcessorAsCard;

/// No position stays in a cache after the calls have ended, however they ended.
class CacheReleaseTest {
    private static final int ROUNDS = 10;
    private static final SamplingSettings LONG = SamplingSettings.of(1, 1, 200);

    static Stream<ComputeDevice> devices() {
        return Stream.of(ComputeDevice.PROCESSOR, ProcessorAsCard.device());
    }

    private static TinyEngine engine(ComputeDevice device, int prefixTokens) {
        return new TinyEngine(
                TinyEngine.MODEL, new EngineOptions(Precision.FLOAT32, 1, 1, 2, 512, 100_000, prefixTokens, 0, device));
    }

    private static TokenIds prompt(int length, long seed) {
        return TokenIds.of(new SplittableRandom(seed).ints(length, 0, 300).toArray());
    }

    private static GenerationRequest request(long seed, int answers) {
        return new GenerationRequest(prompt(150, seed), LONG, answers, seed);
    }

    private static void requireNothingHeld(TinyEngine engine) {
        engine.generate(new GenerationRequest(TokenIds.of(1), SamplingSettings.of(1, 1, 2), 1, 1)); // some more turns
        assertThat(engine.heldPositions()).isZero();
    }

    /// Cancels a call from the listener, on the engine's thread, at the n-th token.
    private static void cancelAtToken(TinyEngine engine, int token, int answers, long seed) {
        AtomicReference<CompletableFuture<?>> result = new AtomicReference<>();
        TokenListener listener = new TokenListener() {
            private int count;

            @Override
            public void drawn(int answer, ObservedToken drawn, String text) {
                if (++count == token) {
                    Objects.requireNonNull(result.get()).cancel(false);
                }
            }

            @Override
            public void ended(int answer, Answer whole) {}
        };
        GenerationRequest.Watch watch = GenerationRequest.Watch.tokens(listener);
        GenerateCall call = engine.call(new GenerationRequest(prompt(70, seed), LONG, answers, seed, watch));
        result.set(call.result());
        engine.submit(call);
        assertThatThrownBy(() -> call.result().join()).isInstanceOf(CancellationException.class);
    }

    @ParameterizedTest
    @MethodSource("devices")
    void answeredCallsHoldNothing(ComputeDevice device) {
        try (TinyEngine engine = engine(device, 0)) {
            engine.ask(TinyEngine.asks(30, 71));
            requireNothingHeld(engine);
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void callsCancelledBeforeTheyBeginHoldNothing(ComputeDevice device) {
        try (TinyEngine engine = engine(device, 0)) {
            CountDownLatch latch = new CountDownLatch(1);
            engine.pauseUntil(latch);
            for (int i = 0; i < ROUNDS; i++) {
                engine.begin(request(i, 3)).result().cancel(false);
                engine.beginScore(prompt(90, i), List.of(prompt(30, 1), prompt(40, 2)))
                        .result()
                        .cancel(false);
            }
            latch.countDown();
            requireNothingHeld(engine);
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void callsCancelledWhileTheirTokensAreReadHoldNothing(ComputeDevice device) {
        try (TinyEngine engine = engine(device, 0)) {
            for (int i = 0; i < ROUNDS; i++) {
                TokenIds prompt = prompt(150, i);
                cancelAfterTurns(
                        engine,
                        1 + i % 3,
                        () -> engine.begin(request(prompt.get(0), 3)).result());
                List<TokenIds> continuations = List.of(prompt(30, 1), prompt(130, 2), prompt(200, 3));
                cancelAfterTurns(
                        engine,
                        1 + i % 5,
                        () -> engine.beginScore(prompt, continuations).result());
            }
            requireNothingHeld(engine);
        }
    }

    private static void cancelAfterTurns(TinyEngine engine, int turns, Supplier<CompletableFuture<?>> begin) {
        CountDownLatch latch = new CountDownLatch(1);
        engine.pauseUntil(latch);
        CompletableFuture<?> result = begin.get();
        engine.afterTurns(turns, () -> result.cancel(false));
        latch.countDown();
        assertThat(result.handle((_, failure) -> failure != null).join())
                .as("cancelled before it was answered")
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("devices")
    void callsCancelledAtTheirFirstTokenOrLaterHoldNothing(ComputeDevice device) {
        try (TinyEngine engine = engine(device, 0)) {
            for (int i = 0; i < ROUNDS; i++) {
                cancelAtToken(engine, 1, 5, i); // the prompt's last pass, five answers for two slots
                cancelAtToken(engine, 7, 1, i);
                cancelAtToken(engine, 12, 5, i); // two decode, three wait
            }
            requireNothingHeld(engine);
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void callsCancelledByAnotherThreadAtAnyMomentHoldNothing(ComputeDevice device) {
        try (TinyEngine engine = engine(device, 0)) {
            SplittableRandom random = new SplittableRandom(5);
            List<CompletableFuture<?>> results = new ArrayList<>();
            for (int i = 0; i < 4 * ROUNDS; i++) {
                CompletableFuture<?> result = i % 2 == 0
                        ? engine.begin(request(i, 1 + i % 4)).result()
                        : engine.beginScore(prompt(90, i), List.of(prompt(30, 1), prompt(200, 2), prompt(1, 3)))
                                .result();
                results.add(result);
                engine.heldPositions(); // lets the engine take one more turn
                results.get(random.nextInt(results.size())).cancel(false);
            }
            results.forEach(result -> result.cancel(false));
            requireNothingHeld(engine);
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void thePrefixCacheHoldsNoMoreThanItsBudget(ComputeDevice device) {
        try (TinyEngine engine = engine(device, 256)) {
            for (int i = 0; i < ROUNDS; i++) {
                cancelAtToken(engine, 3, 2, i);
            }
            engine.generate(new GenerationRequest(TokenIds.of(1), SamplingSettings.of(1, 1, 2), 1, 1));
            int entries = 256 / 64; // each prompt has one whole chunk
            int block = device.isProcessor() ? 64 : 256;
            assertThat(engine.heldPositions()).isEqualTo(entries * block);
        }
    }
}
