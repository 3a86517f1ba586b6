package sao.generation;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import sao.chat.Answer;
import sao.chat.Generation;
import sao.chat.Usage;
import sao.error.SaoException;
import sao.sampling.ObservedToken;
import sao.token.TokenIds;

/// A call that the engine is computing. Any thread.
public final class RunningGeneration implements AutoCloseable {
    private final TokenIds prompt;
    private final GenerateCall call;
    private final long start;

    /// @param start time of the request, by [System#nanoTime]
    RunningGeneration(TokenIds prompt, GenerateCall call, long start) {
        this.prompt = prompt;
        this.call = call;
        this.start = start;
    }

    /// Waits for the answers.
    ///
    /// @throws SaoException if the model failed
    /// @throws CancellationException if the call was closed, or the waiting thread
    ///     interrupted; then the call is closed too
    public Generation await() {
        return generation(await(call.result()));
    }

    /// Waits for the result of a call.
    ///
    /// @return the result
    /// @throws SaoException if the model failed
    /// @throws CancellationException if the call was cancelled, or the waiting thread interrupted; then the call is
    ///     cancelled too
    static <T> T await(CompletableFuture<T> result) {
        try {
            return result.get();
        } catch (InterruptedException e) {
            result.cancel(false); // the scheduler drops calls that are over
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for the model");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SaoException failure) {
                throw new SaoException(failure.problem(), failure.remedy(), e);
            }
            throw new SaoException("The model failed: " + e.getCause(), "Run again with -v and read the log.", e);
        }
    }

    /// Waits at most a number of milliseconds.
    ///
    /// @return whether the call is over
    /// @throws InterruptedException if the waiting thread was interrupted; the call continues
    public boolean await(long milliseconds) throws InterruptedException {
        try {
            call.result().handle((_, _) -> true).get(milliseconds, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a handled result cannot fail", e);
        }
    }

    private Generation generation(List<Answer> answers) {
        int tokens = answers.stream()
                .mapToInt(answer -> answer.completionTokens().orElseThrow())
                .sum();
        return new Generation(
                prompt, answers, new Usage(prompt.size(), call.cachedTokens(), tokens, System.nanoTime() - start));
    }

    /// {@return the tokens of the prompt from the second on, if [GenerationRequest.Watch#prompt] asked for
    /// them}
    ///
    /// @throws IllegalStateException if the call is not answered yet
    public List<ObservedToken> observedPrompt() {
        if (!call.isOver()) {
            throw new IllegalStateException("the call is not answered yet");
        }
        return List.copyOf(call.observedPrompt());
    }

    /// Cancels the call. Its slots and caches are freed after the engine's current step.
    @Override
    public void close() {
        call.result().cancel(false);
    }
}
