package sao.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import sao.cache.KeyValueCache;
import sao.chat.Continuation;
import sao.error.SaoException;
import sao.token.LogProbabilities;
import sao.token.TokenIds;

/// One call for scores: a prompt that is read once, and the continuations that are read after it.
final class ScoreCall implements PrefillTask.Listener {
    private final TokenIds prompt;
    private final List<TokenIds> continuations;
    private final CallQueue queue;
    private final List<float[]> scores = new ArrayList<>();
    private final CompletableFuture<List<Continuation>> result = new CompletableFuture<>();
    private final CacheLease lease;
    private Optional<KeyValueCache> promptCache = Optional.empty();
    private int unopened; // continuations that have no cache yet
    private int unfinished;
    private int cachedTokens;

    /// @param prompt at least one token
    /// @param queue of the lane that computes the call
    ScoreCall(TokenIds prompt, List<TokenIds> continuations, CallQueue queue) {
        this.prompt = prompt;
        this.continuations = continuations;
        this.queue = queue;
        this.lease = queue.lease(result);
        for (TokenIds continuation : continuations) {
            scores.add(new float[continuation.size()]);
        }
    }

    CompletableFuture<List<Continuation>> result() {
        return result;
    }

    /// {@return the number of the prompt's tokens that the prefix cache held}
    int cachedTokens() {
        return cachedTokens;
    }

    /// {@return the task that reads the prompt}
    PrefillTask prefill() {
        int[] tokens = prompt.toArray();
        return new PrefillTask(
                tokens,
                0,
                () -> {
                    KeyValueCache cache = lease.begin(tokens);
                    cachedTokens = cache.length();
                    return cache;
                },
                this);
    }

    @Override
    public List<PrefillTask.Target> targets(int index) {
        List<PrefillTask.Target> targets = new ArrayList<>();
        if (index == prompt.size() - 1) {
            for (int i = 0; i < continuations.size(); i++) {
                if (continuations.get(i).size() > 0) {
                    float[] into = scores.get(i);
                    targets.add(new PrefillTask.Target(continuations.get(i).get(0), value -> into[0] = value));
                }
            }
        }
        return targets;
    }

    @Override
    public int mostPositions() {
        int rest = continuations.stream().mapToInt(TokenIds::size).sum();
        return prompt.size() * (1 + continuations.size()) + rest;
    }

    @Override
    public void finished(KeyValueCache cache) {
        lease.remember(prompt.toArray(), cache);
        List<PrefillTask> tasks = new ArrayList<>();
        for (int i = 0; i < continuations.size(); i++) {
            if (continuations.get(i).size() > 1) { // the last token's hidden state is not needed
                tasks.add(new Rest(continuations.get(i), scores.get(i)).prefill());
            }
        }
        unopened = tasks.size();
        unfinished = tasks.size();
        promptCache = Optional.of(cache);
        if (tasks.isEmpty()) {
            lease.giveBack(cache);
        }
        tasks.forEach(queue::prefill);
        completeWhenDone();
    }

    /// {@return the cache of a continuation, which begins with the prompt; the last one gets the prompt's own}
    private KeyValueCache fork(int tokens) {
        KeyValueCache cache = promptCache.orElseThrow();
        int most = prompt.size() + tokens;
        if (unopened == 1) {
            cache.reserve(most, most);
        } else {
            cache = lease.copy(cache, prompt.size(), most);
        }
        unopened--;
        return cache;
    }

    private void completeWhenDone() {
        if (unfinished > 0) {
            return;
        }
        List<Continuation> continued = new ArrayList<>();
        for (int i = 0; i < continuations.size(); i++) {
            if (!isFinite(scores.get(i))) {
                failed(new SaoException(
                        "The model gave no finite logits for a continuation of %d tokens."
                                .formatted(continuations.get(i).size()),
                        "Check the weights with `sao models inspect`, or compute with --precision fp32."));
                return;
            }
            continued.add(new Continuation(continuations.get(i), LogProbabilities.of(scores.get(i))));
        }
        result.complete(continued);
    }

    private static boolean isFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isOver() {
        return result.isDone();
    }

    @Override
    public boolean isReleased() {
        return lease.isClosed();
    }

    @Override
    public void failed(RuntimeException failure) {
        result.completeExceptionally(failure);
    }

    /// All tokens of a continuation but the last, read after the prompt.
    private final class Rest extends PrefillTask.Part {
        private final TokenIds continuation;
        private final float[] into;

        Rest(TokenIds continuation, float[] into) {
            super(ScoreCall.this);
            this.continuation = continuation;
            this.into = into;
        }

        PrefillTask prefill() {
            int[] tokens = continuation.slice(0, continuation.size() - 1).toArray();
            return new PrefillTask(tokens, prompt.size(), () -> fork(tokens.length), this);
        }

        @Override
        public List<PrefillTask.Target> targets(int index) {
            return List.of(new PrefillTask.Target(continuation.get(index + 1), value -> into[index + 1] = value));
        }

        @Override
        public void finished(KeyValueCache cache) {
            lease.giveBack(cache);
            unfinished--;
            completeWhenDone();
        }
    }
}
