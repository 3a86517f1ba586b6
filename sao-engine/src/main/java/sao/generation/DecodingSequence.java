package sao.generation;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sao.cache.KeyValueCache;
import sao.chat.Answer;
import sao.sampling.Alternatives;
import sao.sampling.Sampler;
import sao.sampling.StopRule;
import sao.token.FinishReason;
import sao.token.LogProbabilities;
import sao.token.SamplingSettings;
import sao.token.TokenIds;
import sao.tokenizer.Tokenizer;

/// One answer while it is generated: the tokens drawn so far and, while it holds a slot, its cache. Engine thread
/// only.
final class DecodingSequence implements Sampler.Sequence {
    private final Owner owner;
    private final GenerationRequest request;
    private final long seed;
    private final StopRule stop;
    private int[] tokens = new int[32];
    private float[] logProbabilities = new float[32];
    private int count;
    private boolean finished;
    private Optional<KeyValueCache> cache = Optional.empty();

    /// @param owner the call that the answer belongs to
    DecodingSequence(Owner owner, GenerationRequest request, long seed, StopRule stop) {
        this.owner = owner;
        this.request = request;
        this.seed = seed;
        this.stop = stop;
    }

    /// The call that a sequence belongs to.
    interface Owner {
        /// {@return whether the call has its result: nothing more is computed for it}
        boolean isOver();

        /// {@return the largest number of tokens of the prompt and one answer together}
        int mostTokens();

        /// Gives a sequence that gets a slot its copy of the prompt's cache, by [DecodingSequence#occupy].
        ///
        /// @throws RuntimeException if there is no memory for it
        void admit(DecodingSequence sequence);

        /// Takes the token that was drawn for a sequence.
        void drawn(DecodingSequence sequence, Sampler.Drawn drawn);

        /// Closes the cache of a sequence that leaves its slot.
        void giveBack(KeyValueCache cache);

        /// Ends the call with a failure.
        void failed(RuntimeException failure);
    }

    Owner owner() {
        return owner;
    }

    @Override
    public SamplingSettings sampling() {
        return request.sampling();
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int[] tokens() {
        return Arrays.copyOf(tokens, count);
    }

    @Override
    public BitSet seen() {
        BitSet seen = new BitSet();
        for (int i = 0; i < request.prompt().size(); i++) {
            seen.set(request.prompt().get(i));
        }
        for (int i = 0; i < count; i++) {
            seen.set(tokens[i]);
        }
        return seen;
    }

    @Override
    public List<Set<Integer>> forbidden() {
        return stop.forbidden();
    }

    @Override
    public Optional<Alternatives> alternatives() {
        return request.watch().listener().map(_ -> request.watch().alternatives());
    }

    int lastToken() {
        return tokens[count - 1];
    }

    /// Appends the token that was drawn.
    ///
    /// @return why the answer ends with it, if it does
    Optional<FinishReason> append(int token, float logProbability) {
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

    /// {@return the text that has become final since the last call}
    String newText() {
        return finished ? stop.lastPiece() : stop.piece();
    }

    boolean isFinished() {
        return finished;
    }

    /// {@return whether nothing more is drawn for it: it is finished, or its call is over}
    boolean isDone() {
        return finished || owner.isOver();
    }

    /// {@return the cache of a sequence that holds a slot}
    KeyValueCache cache() {
        return cache.orElseThrow(() -> new IllegalStateException("the sequence holds no slot"));
    }

    /// Takes the cache with which it decodes.
    void occupy(KeyValueCache own) {
        cache = Optional.of(own);
    }

    /// Gives its cache back.
    void release() {
        cache.ifPresent(owner::giveBack);
        cache = Optional.empty();
    }

    /// {@return the finished answer}
    Answer answer(FinishReason reason, Tokenizer tokenizer) {
        TokenIds ids = TokenIds.of(tokens());
        return new Answer(
                stop.text(ids, tokenizer),
                ids,
                LogProbabilities.of(Arrays.copyOf(logProbabilities, count)),
                reason,
                seed);
    }
}
