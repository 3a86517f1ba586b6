package sao.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import sao.cache.KeyValueCache;
import sao.cache.PrefillChunk;
import sao.chat.ChatModel.Reward;
import sao.chat.Usage;
import sao.error.SaoException;
import sao.token.TokenIds;

/// One call for rewards: the first text is read whole, the others from where they leave it.
///
/// A beginning is shared at multiples of [PrefillChunk#LENGTH] only, so that a reward does not depend on the other
/// texts of its call.
final class RewardCall implements PrefillTask.Listener {
    private final List<TokenIds> texts;
    private final CallQueue queue;
    private final float[] rewards;
    private final int[] cachedTokens;
    private final CompletableFuture<float[]> result = new CompletableFuture<>();
    private final CacheLease lease;
    private Optional<KeyValueCache> firstCache = Optional.empty();
    private int unopened; // texts that have no cache yet
    private int unfinished;

    /// @param texts at least one, each of at least one token; the reward is that of its last token
    /// @param queue of the lane that computes the call
    RewardCall(List<TokenIds> texts, CallQueue queue) {
        this.texts = List.copyOf(texts);
        this.queue = queue;
        this.rewards = new float[texts.size()];
        this.cachedTokens = new int[texts.size()];
        this.lease = queue.lease(result);
    }

    /// {@return the tokens of a text up to the one whose hidden state is scored: the last that is not the padding
    /// token, which in some models is also the end of a turn; the first if all are}
    ///
    /// Source: `GenericForSequenceClassification` of transformers.
    ///
    /// @param padding id of the padding token; empty: the last token is scored
    /// @throws SaoException if there is no token
    static TokenIds pooled(TokenIds text, Optional<Integer> padding) {
        int size = text.size();
        if (size == 0) {
            throw new SaoException(
                    "The chat template of the reward model renders a conversation as no tokens.",
                    "Check chat_template in the folder of the reward model.");
        }
        while (padding.isPresent() && size > 1 && text.get(size - 1) == padding.get()) {
            size--;
        }
        return text.slice(0, size);
    }

    /// {@return the rewards of the texts, in order; complete when all are computed}
    CompletableFuture<float[]> result() {
        return result;
    }

    /// {@return the rewards with the usage of each}
    ///
    /// @param values of [#result]
    /// @param start time of the request, by [System#nanoTime]
    List<Reward> rewards(float[] values, long start) {
        long nanoseconds = System.nanoTime() - start;
        List<Reward> all = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            all.add(new Reward(values[i], new Usage(texts.get(i).size(), cachedTokens[i], 0, nanoseconds)));
        }
        return all;
    }

    /// {@return the task that reads the first text}
    PrefillTask prefill() {
        int[] tokens = texts.getFirst().toArray();
        return new PrefillTask(
                tokens,
                0,
                () -> {
                    KeyValueCache cache = lease.begin(tokens);
                    cachedTokens[0] = cache.length();
                    return cache;
                },
                this);
    }

    @Override
    public List<PrefillTask.Target> targets(int index) {
        return targets(0, index, texts.getFirst().size());
    }

    /// {@return the reward at the last token of a task, if that is the token}
    private List<PrefillTask.Target> targets(int text, int index, int length) {
        return index == length - 1 ? List.of(new PrefillTask.Target(0, value -> rewards[text] = value)) : List.of();
    }

    @Override
    public int mostPositions() {
        return texts.stream().mapToInt(TokenIds::size).sum();
    }

    @Override
    public void finished(KeyValueCache cache) {
        TokenIds first = texts.getFirst();
        int kept = texts.size() == 1 ? first.size() : 0;
        List<PrefillTask> tasks = new ArrayList<>();
        for (int i = 1; i < texts.size(); i++) {
            int shared = shared(first, texts.get(i));
            kept = Math.max(kept, shared);
            tasks.add(new Rest(i, shared).prefill());
        }
        lease.remember(first.slice(0, kept).toArray(), cache);
        unopened = tasks.size();
        unfinished = tasks.size();
        firstCache = Optional.of(cache);
        if (tasks.isEmpty()) {
            lease.giveBack(cache);
        }
        tasks.forEach(queue::prefill);
        completeWhenDone();
    }

    /// {@return the number of tokens with which both texts begin, whole chunks, never all of `other`}
    private static int shared(TokenIds first, TokenIds other) {
        int most = Math.min(first.size(), other.size() - 1);
        int count = 0;
        while (count < most && first.get(count) == other.get(count)) {
            count++;
        }
        return count / PrefillChunk.LENGTH * PrefillChunk.LENGTH;
    }

    /// {@return the cache of a text, which begins as the first text does}
    private KeyValueCache fork(int shared, int tokens) {
        KeyValueCache first = firstCache.orElseThrow();
        KeyValueCache cache = lease.copy(first, shared, tokens);
        unopened--;
        if (unopened == 0) {
            lease.giveBack(first);
        }
        return cache;
    }

    private void completeWhenDone() {
        if (unfinished > 0) {
            return;
        }
        for (int i = 0; i < rewards.length; i++) {
            if (!Float.isFinite(rewards[i])) {
                failed(new SaoException(
                        "The reward model gave %s for a text of %d tokens."
                                .formatted(rewards[i], texts.get(i).size()),
                        "Check the weights with `sao models inspect`, or compute with engine.precision: fp32."));
                return;
            }
        }
        result.complete(rewards);
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

    /// A text but the first, read from where it leaves the first.
    private final class Rest extends PrefillTask.Part {
        private final int text;
        private final int shared;

        Rest(int text, int shared) {
            super(RewardCall.this);
            this.text = text;
            this.shared = shared;
        }

        PrefillTask prefill() {
            TokenIds tokens = texts.get(text);
            cachedTokens[text] = shared;
            int[] rest = tokens.slice(shared, tokens.size()).toArray();
            return new PrefillTask(rest, shared, () -> fork(shared, tokens.size()), this);
        }

        @Override
        public List<PrefillTask.Target> targets(int index) {
            return RewardCall.this.targets(text, index, texts.get(text).size() - shared);
        }

        @Override
        public void finished(KeyValueCache cache) {
            lease.giveBack(cache);
            unfinished--;
            completeWhenDone();
        }
    }
}
