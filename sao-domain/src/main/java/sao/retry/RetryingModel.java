package sao.retry;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import sao.chat.ChatModel;
import sao.chat.ChatModel.Reward;
import sao.chat.Conversation;
import sao.chat.Generation;
import sao.chat.Score;
import sao.error.ModelUnavailableException;
import sao.token.SamplingSettings;

/// A model whose calls are attempted again after a delay when it is unavailable. Every other failure is thrown
/// at once.
public final class RetryingModel extends ChatModel.Forwarding {
    /// Waits for the next attempt.
    @FunctionalInterface
    interface Pause {
        void sleep(Duration delay) throws InterruptedException;
    }

    private final RetryPolicy policy;
    private final Pause pause;

    /// @param model stays the caller's; closing this model does not close it
    /// @param policy number of attempts and delays
    public RetryingModel(ChatModel model, RetryPolicy policy) {
        this(model, policy, Thread::sleep);
    }

    RetryingModel(ChatModel model, RetryPolicy policy, Pause pause) {
        super(model);
        this.policy = policy;
        this.pause = pause;
    }

    @Override
    public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
        return attempted(() -> model().generate(conversation, sampling, count, seed));
    }

    @Override
    public Generation generateText(String text, SamplingSettings sampling, int count, long seed) {
        return attempted(() -> model().generateText(text, sampling, count, seed));
    }

    @Override
    public Score score(Conversation conversation, List<String> continuations) {
        return attempted(() -> model().score(conversation, continuations));
    }

    @Override
    public Score scoreText(String context, List<String> continuations) {
        return attempted(() -> model().scoreText(context, continuations));
    }

    @Override
    public List<Reward> reward(Conversation prompt, List<String> answers) {
        return attempted(() -> model().reward(prompt, answers));
    }

    private <T> T attempted(Supplier<T> call) {
        for (int failed = 1; ; failed++) {
            try {
                return call.get();
            } catch (ModelUnavailableException e) {
                Optional<Duration> delay = policy.delay(failed, e.retryAfter());
                if (delay.isEmpty()) {
                    throw e;
                }
                await(delay.get());
            }
        }
    }

    private void await(Duration delay) {
        try {
            pause.sleep(delay);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting to call the model again");
        }
    }
}
