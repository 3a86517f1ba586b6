package sao.generation;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Tokens of one sequence on their way into its cache, piece by piece.
final class Reading {
    private final int[] tokens;
    private final Supplier<KeyValueCache> source;
    private final Listener listener;
    private @Nullable KeyValueCache cache;
    private final int start;
    private int done;

    /// @param tokens to read; when the cache already holds the first of them, those are skipped
    /// @param start the position of the first of `tokens`
    /// @param source gives the cache when reading begins; it belongs to the listener
    Reading(int[] tokens, int start, Supplier<KeyValueCache> source, Listener listener) {
        this.tokens = tokens;
        this.start = start;
        this.source = source;
        this.listener = listener;
    }

    /// What becomes of the hidden states.
    interface Listener {
        /// {@return what is to be scored from the hidden state of a token}
        ///
        /// @param index of the token within the reading
        List<Target> targets(int index);

        /// {@return how many positions all caches of the call may come to hold; 0 for a part of a call that
        /// was counted}
        int room();

        /// {@return the answers whose first token is drawn from the hidden state of the last token}
        List<Answering> answers();

        /// Called when all tokens are read and all that was wanted was computed.
        void finished(KeyValueCache cache);

        /// Called when the reading cannot go on.
        void failed(RuntimeException failure);

        /// {@return whether nobody waits for the reading any more}
        boolean isOver();
    }

    /// A log-probability that is wanted.
    ///
    /// @param token whose it is
    /// @param place takes it; nats
    /// @param observation takes it with its rank and others, if those are wanted
    record Target(int token, Place place, Optional<Observation> observation) {
        Target(int token, Place place) {
            this(token, place, Optional.empty());
        }
    }

    /// Where a log-probability goes.
    interface Place {
        /// Puts it there.
        void put(float logProbability);
    }

    /// Where a token goes with its rank and with others.
    ///
    /// @param wanted which others
    /// @param taker takes them; called for the tokens of a reading in their order
    record Observation(Alternatives wanted, Consumer<ObservedToken> taker) {}

    /// Gets the cache, if this has not happened yet.
    void open() {
        if (cache == null) {
            cache = source.get();
            done = cache.length() - start;
        }
    }

    /// {@return how many tokens the next piece has}
    int next() {
        int boundary = (done / Piece.LENGTH + 1) * Piece.LENGTH;
        return Math.min(boundary, tokens.length) - done;
    }

    /// {@return the position of the next piece's first token in the sequence}
    int position() {
        return start + done;
    }

    /// {@return how many tokens of the reading are read}
    int done() {
        return done;
    }

    /// {@return how many tokens the reading has}
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
            throw new IllegalStateException("the reading was not opened");
        }
        return cache;
    }

    Listener listener() {
        return listener;
    }

    /// Frees the cache of a reading that nobody waits for.
    void abandon() {
        if (cache != null) {
            cache.close();
            cache = null;
        }
    }

    /// Says that a piece was read.
    void advance(int count) {
        done += count;
        cache().advance(count);
    }
}
