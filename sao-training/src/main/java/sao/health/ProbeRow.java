package sao.health;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sao.sampling.Alternatives;
import sao.sampling.Sampler;
import sao.token.SamplingSettings;
import sao.token.TokenIds;

/// An answer that is being generated, a row of a batch.
final class ProbeRow implements Sampler.Sequence {
    private final TokenIds prompt;
    private final SamplingSettings sampling;
    private final long seed;
    private final List<Integer> answer = new ArrayList<>();
    private boolean ended;

    /// @param seed of the answer's draws
    ProbeRow(TokenIds prompt, SamplingSettings sampling, long seed) {
        this.prompt = prompt;
        this.sampling = sampling;
        this.seed = seed;
    }

    /// Adds a drawn token, or ends the answer if it is one of the ends.
    void add(int token, Set<Integer> ends) {
        ended = ends.contains(token);
        if (!ended) {
            answer.add(token);
        }
    }

    /// {@return whether the answer has ended or reached the limit of tokens}
    boolean isComplete() {
        return ended || answer.size() >= sampling.maximumTokens();
    }

    /// {@return the answer so far}
    ProbeAnswer answer() {
        return new ProbeAnswer(TokenIds.of(answer), ended);
    }

    /// {@return the rendered prompt}
    TokenIds prompt() {
        return prompt;
    }

    /// {@return the last token of the prompt and the answer so far}
    int lastToken() {
        return answer.isEmpty() ? prompt.get(prompt.size() - 1) : answer.getLast();
    }

    /// {@return the position of [#lastToken], from 0}
    int lastPosition() {
        return prompt.size() + answer.size() - 1;
    }

    @Override
    public SamplingSettings sampling() {
        return sampling;
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public int count() {
        return answer.size();
    }

    @Override
    public int[] tokens() {
        return TokenIds.of(answer).toArray();
    }

    @Override
    public BitSet seen() {
        BitSet seen = new BitSet();
        for (int token : prompt.then(TokenIds.of(answer)).toArray()) {
            seen.set(token);
        }
        return seen;
    }

    @Override
    public List<Set<Integer>> forbidden() {
        return List.of();
    }

    @Override
    public Optional<Alternatives> alternatives() {
        return Optional.empty();
    }
}
