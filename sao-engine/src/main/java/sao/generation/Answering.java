package sao.generation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sao.chat.Answer;
import sao.token.FinishReason;
import sao.token.LogProbabilities;
import sao.token.SamplingSettings;
import sao.token.TokenIds;
import sao.tokenizer.Tokenizer;

/// One answer on its way: the tokens drawn so far and, while it holds a slot, its cache.
final class Answering {
    private final GenerateCall call;
    private final long seed;
    private final StopRule stop;
    private int[] tokens = new int[32];
    private float[] logProbabilities = new float[32];
    private int count;
    private boolean finished;
    private Optional<KeyValueCache> cache = Optional.empty();

    Answering(GenerateCall call, long seed, StopRule stop) {
        this.call = call;
        this.seed = seed;
        this.stop = stop;
    }

    GenerateCall call() {
        return call;
    }

    SamplingSettings sampling() {
        return call.sampling();
    }

    /// {@return the number that draws the next token}
    double uniform() {
        return UniformDraws.at(seed, count);
    }

    long seed() {
        return seed;
    }

    int count() {
        return count;
    }

    /// {@return a copy of the tokens so far}
    int[] tokens() {
        return Arrays.copyOf(tokens, count);
    }

    int token(int index) {
        return tokens[index];
    }

    int lastToken() {
        return tokens[count - 1];
    }

    /// {@return the ids that cannot be drawn next}
    List<Set<Integer>> forbidden() {
        return stop.forbidden();
    }

    /// Takes the token that was drawn.
    ///
    /// @return why the answer ends with it, if it does
    Optional<FinishReason> take(int token, float logProbability) {
        if (count == tokens.length) {
            tokens = Arrays.copyOf(tokens, 2 * count);
            logProbabilities = Arrays.copyOf(logProbabilities, 2 * count);
        }
        tokens[count] = token;
        logProbabilities[count] = logProbability;
        count++;
        Optional<FinishReason> reason = stop.after(token);
        finished = reason.isPresent();
        return reason;
    }

    /// {@return the text that has become certain since the last call}
    String piece() {
        return finished ? stop.lastPiece() : stop.piece();
    }

    boolean isFinished() {
        return finished;
    }

    KeyValueCache cache() {
        return cache.orElseThrow(() -> new IllegalStateException("the answer has no slot"));
    }

    void occupy(KeyValueCache own) {
        cache = Optional.of(own);
    }

    void release() {
        cache.ifPresent(KeyValueCache::close);
        cache = Optional.empty();
    }

    /// {@return the finished answer}
    Answer answer(FinishReason reason, Tokenizer tokenizer) {
        TokenIds ids = TokenIds.of(Arrays.copyOf(tokens, count));
        return new Answer(
                stop.text(ids, tokenizer),
                ids,
                LogProbabilities.of(Arrays.copyOf(logProbabilities, count)),
                reason,
                seed);
    }
}
