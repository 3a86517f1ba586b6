package sao.generation;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sao.cache.KeyValueCache;
import sao.cache.PrefillChunk;
import sao.sampling.Alternatives;
import sao.sampling.ObservedToken;

/// Tokens of one sequence that are read into its cache, chunk by chunk. Engine thread only, once it is queued.
final class PrefillTask {
    private final int[] tokens;
    private final Supplier<KeyValueCache> source;
    private final Listener listener;
    private @Nullable KeyValueCache cache;
    private final int start;
    private int done;

    /// @param tokens to read; those that the cache already holds are skipped
    /// @param start position of the first of `tokens` in the sequence
    /// @param source gives the cache when reading begins; the cache belongs to the listener
    PrefillTask(int[] tokens, int start, Supplier<KeyValueCache> source, Listener listener) {
        this.tokens = tokens;
        this.start = start;
        this.source = source;
        this.listener = listener;
    }

    /// The call, or part of a call, that a task is read for.
    interface Listener {
        /// {@return the tokens to be scored with the hidden state of a token}
        ///
        /// @param index of the token within the task
        List<Target> targets(int index);

        /// {@return the largest number of positions that all caches of the call may hold; 0 for a part of a call
        /// that was counted}
        int mostPositions();

        /// {@return the sequences whose first token is drawn from the hidden state of the last token; none unless the
        /// call generates}
        default List<DecodingSequence> sequences() {
            return List.of();
        }

        /// Called when all tokens are read, and the targets are scored.
        void finished(KeyValueCache cache);

        /// Called when the task fails.
        void failed(RuntimeException failure);

        /// {@return whether the call has its result: nothing more is computed for it}
        boolean isOver();

        /// {@return whether the call is over and its caches are closed}
        boolean isReleased();
    }

    /// A part of a call whose positions are counted with the call.
    abstract static class Part implements Listener {
        private final Listener call;

        /// @param call that the part belongs to
        Part(Listener call) {
            this.call = call;
        }

        @Override
        public final int mostPositions() {
            return 0;
        }

        @Override
        public final void failed(RuntimeException failure) {
            call.failed(failure);
        }

        @Override
        public final boolean isOver() {
            return call.isOver();
        }

        @Override
        public final boolean isReleased() {
            return call.isReleased();
        }
    }

    /// A token whose log-probability is wanted, or of a reward model the reward at a position.
    ///
    /// @param token its id; 0 for a reward
    /// @param score receives the log-probability, nats, or the reward
    /// @param observation receives the token with its rank and alternatives, if they are wanted
    record Target(int token, ScoreConsumer score, Optional<Observation> observation) {
        Target(int token, ScoreConsumer score) {
            this(token, score, Optional.empty());
        }
    }

    /// Receives a log-probability or a reward.
    @FunctionalInterface
    interface ScoreConsumer {
        /// Takes the log-probability, nats, or the reward.
        void accept(float score);
    }

    /// Receives a token with its rank and alternatives.
    ///
    /// @param wanted the alternatives
    /// @param consumer called for the tokens of a task in their order
    record Observation(Alternatives wanted, Consumer<ObservedToken> consumer) {}

    /// Allocates the cache, unless it is allocated already.
    ///
    /// @throws RuntimeException if there is no memory for it
    void open() {
        if (cache == null) {
            cache = source.get();
            done = cache.length() - start;
        }
    }

    /// {@return the number of tokens of the next chunk}
    int next() {
        int boundary = (done / PrefillChunk.LENGTH + 1) * PrefillChunk.LENGTH;
        return Math.min(boundary, tokens.length) - done;
    }

    /// {@return the number of tokens that are read}
    int done() {
        return done;
    }

    /// {@return the number of tokens of the task}
    int length() {
        return tokens.length;
    }

    int token(int index) {
        return tokens[index];
    }

    boolean isComplete() {
        return done == tokens.length;
    }

    KeyValueCache cache() {
        if (cache == null) {
            throw new IllegalStateException("the task is not open");
        }
        return cache;
    }

    Listener listener() {
        return listener;
    }

    /// Marks a chunk as read.
    void advance(int count) {
        done += count;
        cache().advance(count);
    }
}
