package sao.generation;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import sao.chat.Answer;
import sao.chat.Generation;
import sao.chat.Usage;
import sao.token.TokenIds;

/// A call that the engine works on. Any thread.
public final class RunningGeneration implements AutoCloseable {
    private final TokenIds prompt;
    private final GenerateCall call;
    private final long start;

    /// @param start when it was asked for, by [System#nanoTime]
    RunningGeneration(TokenIds prompt, GenerateCall call, long start) {
        this.prompt = prompt;
        this.call = call;
        this.start = start;
    }

    /// Waits for the answers.
    ///
    /// @throws sao.error.SaoException if the model failed
    /// @throws java.util.concurrent.CancellationException if the call was closed, or the waiting thread
    ///     interrupted; then the call is closed too
    public Generation await() {
        return generation(EngineChatModel.await(call.result()));
    }

    /// Waits no longer than so many milliseconds.
    ///
    /// @return whether there is nothing more to wait for
    /// @throws InterruptedException if the waiting thread was interrupted; the call goes on
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

    /// Ends the call. Its slots and caches are free with the engine's next step.
    @Override
    public void close() {
        call.result().cancel(false);
    }
}
