package sao.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import sao.architecture.CausalLanguageModel;
import sao.architecture.Precision;
import sao.architecture.TinyModel;
import sao.chat.Answer;
import sao.chat.Continuation;
import sao.config.Family;
import sao.token.Ending;
import sao.token.Penalties;
import sao.token.SamplingSettings;
import sao.token.TokenIds;
import sao.tokenizer.LetterTokenizer;
import sao.torch.ComputeDevice;
import sao.torch.EngineThread;

/// A scheduler over a tiny random model, without files or templates.
final class TinyEngine implements AutoCloseable {
    static final TinyModel MODEL = TinyModel.of(TinyModel.config(Family.LLAMA, true), 23);
    private static final int STOP_TOKEN = 7;

    private final LetterTokenizer tokenizer;
    private final EngineThread thread;
    private final CausalLanguageModel model;
    private final Scheduler scheduler;

    TinyEngine(Precision precision, int threads, int slots, int prefixTokens) {
        this(MODEL, precision, threads, slots, prefixTokens);
    }

    TinyEngine(TinyModel tiny, Precision precision, int threads, int slots, int prefixTokens) {
        this(
                tiny,
                new EngineOptions(
                        precision, threads, 1, slots, 512, 100_000, prefixTokens, 0, ComputeDevice.PROCESSOR));
    }

    TinyEngine(TinyModel tiny, EngineOptions settings) {
        tokenizer = new LetterTokenizer(tiny.config().vocabularySize());
        int threads = settings.threads();
        EngineMemoryPlan plan = EngineMemoryPlan.of(tiny.config(), settings);
        thread = new EngineThread("tiny", threads, settings.device());
        model = thread.call(() -> CausalLanguageModel.load(tiny.config(), tiny, settings.precision()));
        scheduler = thread.call(() -> new Scheduler(
                model, settings.strict() ? settings.withCachedTokens(plan.positions()) : settings, plan, thread));
    }

    /// What a test asks for.
    sealed interface Ask {}

    record AskAnswers(GenerationRequest request) implements Ask {}

    record AskScores(TokenIds prompt, List<TokenIds> continuations) implements Ask {}

    /// {@return asks of all kinds, the same for the same seed; many prompts begin alike}
    static List<Ask> asks(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] beginning = random.ints(200, 0, 300).toArray();
        List<Ask> asks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int[] own = random.ints(random.nextInt(1, 90), 0, 300).toArray();
            TokenIds prompt = random.nextBoolean()
                    ? TokenIds.of(own)
                    : TokenIds.of(beginning).slice(0, random.nextInt(1, 200)).then(TokenIds.of(own));
            if (random.nextInt(3) == 0) {
                List<TokenIds> continuations = new ArrayList<>();
                for (int j = random.nextInt(1, 4); j > 0; j--) {
                    continuations.add(TokenIds.of(
                            random.ints(random.nextInt(0, 80), 0, 300).toArray()));
                }
                asks.add(new AskScores(prompt, continuations));
            } else {
                asks.add(new AskAnswers(
                        new GenerationRequest(prompt, sampling(random), random.nextInt(1, 4), random.nextLong())));
            }
        }
        return asks;
    }

    private static SamplingSettings sampling(SplittableRandom random) {
        int most = random.nextInt(1, 40);
        return new SamplingSettings(
                random.nextInt(4) == 0 ? 0 : random.nextDouble(0.3, 1.5),
                random.nextBoolean() ? 1 : random.nextDouble(0.5, 1),
                random.nextBoolean() ? 0 : random.nextInt(1, 60),
                random.nextInt(3) == 0 ? random.nextDouble(0, 0.2) : 0,
                new Penalties(
                        random.nextInt(3) == 0 ? 1.2 : 1,
                        random.nextInt(3) == 0 ? random.nextDouble(-1, 2) : 0,
                        random.nextInt(3) == 0 ? random.nextDouble(-1, 2) : 0),
                new Ending(
                        random.nextInt(3) == 0 ? random.nextInt(most) : 0,
                        most,
                        List.of(),
                        random.nextInt(3) == 0 ? Set.of(random.nextInt(300)) : Set.of()));
    }

    /// {@return what was answered, one entry for each ask: answers or continuations}
    List<List<?>> ask(List<Ask> asks) {
        List<Runnable> starts = new ArrayList<>();
        List<Supplier<List<?>>> results = new ArrayList<>();
        for (Ask ask : asks) {
            switch (ask) {
                case AskAnswers(GenerationRequest request) -> {
                    GenerateCall call = call(request);
                    starts.add(() -> scheduler.submit(call));
                    results.add(() -> call.result().join());
                }
                case AskScores(TokenIds prompt, List<TokenIds> continuations) -> {
                    ScoreCall call = new ScoreCall(prompt, continuations, scheduler);
                    starts.add(() -> scheduler.submit(call.prefill()));
                    results.add(() -> call.result().join());
                }
            }
        }
        starts.forEach(Runnable::run);
        List<List<?>> all = new ArrayList<>();
        results.forEach(result -> all.add(result.get()));
        return all;
    }

    /// {@return a call that is not begun}
    GenerateCall call(GenerationRequest request) {
        return new GenerateCall(request, Set.of(STOP_TOKEN), tokenizer, scheduler);
    }

    GenerateCall begin(GenerationRequest request) {
        GenerateCall call = call(request);
        scheduler.submit(call);
        return call;
    }

    void submit(GenerateCall call) {
        scheduler.submit(call);
    }

    /// Begins a task of a call that the engine does not know.
    void submit(PrefillTask task) {
        scheduler.submit(task);
    }

    /// {@return the caches of a call that the engine does not know}
    CacheLease lease(CompletableFuture<?> result) {
        return scheduler.lease(result);
    }

    /// Runs an action on the engine's thread after a number of its turns.
    void afterTurns(int turns, Runnable action) {
        thread.execute(() -> {
            if (turns == 0) {
                action.run();
            } else {
                afterTurns(turns - 1, action);
            }
        });
    }

    ScoreCall beginScore(TokenIds prompt, List<TokenIds> continuations) {
        ScoreCall call = new ScoreCall(prompt, continuations, scheduler);
        scheduler.submit(call.prefill());
        return call;
    }

    /// {@return the number of positions in all caches, after all steps and closings that are queued}
    int heldPositions() {
        return thread.call(scheduler::heldPositions);
    }

    /// Blocks the engine's thread until the latch opens.
    void pauseUntil(CountDownLatch latch) {
        thread.execute(() -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("the test was interrupted", e);
            }
        });
    }

    List<Answer> generate(GenerationRequest request) {
        return begin(request).result().join();
    }

    List<Continuation> score(TokenIds prompt, List<TokenIds> continuations) {
        return beginScore(prompt, continuations).result().join();
    }

    @Override
    public void close() {
        thread.execute(scheduler::close);
        thread.execute(model::close);
        thread.close();
    }
}
