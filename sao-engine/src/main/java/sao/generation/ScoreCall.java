package sao.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import sao.chat.Continuation;
import sao.error.SaoException;
import sao.token.LogProbabilities;
import sao.token.TokenIds;

/// One call for scores: a prompt that is read once, and each continuation read on top of it.
final class ScoreCall implements Reading.Listener {
    private final TokenIds prompt;
    private final List<TokenIds> continuations;
    private final Scheduler scheduler;
    private final List<float[]> scores = new ArrayList<>();
    private final CompletableFuture<List<Continuation>> result = new CompletableFuture<>();
    private Optional<KeyValueCache> promptCache = Optional.empty();
    private int unopened;
    private int unfinished;
    private int cachedTokens;

    /// @param prompt at least one token
    ScoreCall(TokenIds prompt, List<TokenIds> continuations, Scheduler scheduler) {
        this.prompt = prompt;
        this.continuations = continuations;
        this.scheduler = scheduler;
        for (TokenIds continuation : continuations) {
            scores.add(new float[continuation.size()]);
        }
    }

    CompletableFuture<List<Continuation>> result() {
        return result;
    }

    int cachedTokens() {
        return cachedTokens;
    }

    /// {@return the reading of the prompt}
    Reading reading() {
        int[] tokens = prompt.toArray();
        return new Reading(
                tokens,
                0,
                () -> {
                    KeyValueCache cache = scheduler.prefixes().begin(tokens);
                    cachedTokens = cache.length();
                    return cache;
                },
                this);
    }

    @Override
    public List<Reading.Target> targets(int index) {
        List<Reading.Target> targets = new ArrayList<>();
        if (index == prompt.size() - 1) {
            for (int i = 0; i < continuations.size(); i++) {
                if (continuations.get(i).size() > 0) {
                    float[] into = scores.get(i);
                    targets.add(new Reading.Target(continuations.get(i).get(0), value -> into[0] = value));
                }
            }
        }
        return targets;
    }

    @Override
    public int room() {
        int rest = continuations.stream().mapToInt(TokenIds::size).sum();
        return prompt.size() * (1 + continuations.size()) + rest;
    }

    @Override
    public List<Answering> answers() {
        return List.of();
    }

    @Override
    public void finished(KeyValueCache cache) {
        scheduler.prefixes().remember(prompt.toArray(), cache);
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < continuations.size(); i++) {
            if (continuations.get(i).size() > 1) { // the last token's hidden state is not needed
                readings.add(new Rest(continuations.get(i), scores.get(i)).reading());
            }
        }
        unopened = readings.size();
        unfinished = readings.size();
        promptCache = Optional.of(cache);
        releaseWhenUnused();
        readings.forEach(scheduler::read);
        completeWhenDone();
    }

    private KeyValueCache fork(int tokens) {
        KeyValueCache cache = promptCache.orElseThrow();
        unopened--;
        if (unopened == 0) {
            promptCache = Optional.empty();
            cache.reserve(prompt.size() + tokens, prompt.size() + tokens);
            return cache;
        }
        return cache.copy(prompt.size(), prompt.size() + tokens);
    }

    private void releaseWhenUnused() {
        if (unopened == 0) {
            promptCache.ifPresent(KeyValueCache::close);
            promptCache = Optional.empty();
        }
    }

    private void completeWhenDone() {
        if (unfinished > 0) {
            return;
        }
        List<Continuation> continued = new ArrayList<>();
        for (int i = 0; i < continuations.size(); i++) {
            continued.add(new Continuation(continuations.get(i), LogProbabilities.of(scores.get(i))));
        }
        for (float[] values : scores) {
            for (float value : values) {
                if (!Float.isFinite(value)) {
                    result.completeExceptionally(new SaoException(
                            "The model gave no finite logits for a continuation of %d tokens.".formatted(values.length),
                            "Check the weights with `sao models inspect`, or compute with --precision fp32."));
                }
            }
        }
        result.complete(continued);
    }

    @Override
    public boolean isOver() {
        return result.isDone();
    }

    @Override
    public void failed(RuntimeException failure) {
        result.completeExceptionally(failure);
        unopened = 0;
        releaseWhenUnused();
    }

    /// A continuation's tokens but the last, on top of the prompt.
    private final class Rest implements Reading.Listener {
        private final TokenIds continuation;
        private final float[] into;

        Rest(TokenIds continuation, float[] into) {
            this.continuation = continuation;
            this.into = into;
        }

        Reading reading() {
            int[] tokens = continuation.slice(0, continuation.size() - 1).toArray();
            return new Reading(tokens, prompt.size(), () -> fork(tokens.length), this);
        }

        @Override
        public List<Reading.Target> targets(int index) {
            return List.of(new Reading.Target(continuation.get(index + 1), value -> into[index + 1] = value));
        }

        @Override
        public int room() {
            return 0;
        }

        @Override
        public List<Answering> answers() {
            return List.of();
        }

        @Override
        public void finished(KeyValueCache cache) {
            cache.close();
            unfinished--;
            completeWhenDone();
        }

        @Override
        public boolean isOver() {
            return ScoreCall.this.isOver();
        }

        @Override
        public void failed(RuntimeException failure) {
            ScoreCall.this.failed(failure);
        }
    }
}
