package sao.sampling;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sao.token.SamplingSettings;
import sao.token.TokenIds;

/// A sequence of given tokens.
///
/// @param prompt ids before the tokens drawn
/// @param sampling temperature, filters and penalties
/// @param seed of the draws
/// @param tokens drawn so far
/// @param alternatives to report
@SuppressWarnings("ArrayRecordComponent") // compared by no test
record SequenceStub(
        TokenIds prompt, SamplingSettings sampling, long seed, int[] tokens, Optional<Alternatives> alternatives)
        implements Sampler.Sequence {
    private static final Set<Integer> END_OF_TURN = Set.of(7);

    SequenceStub(SamplingSettings sampling, long seed) {
        this(TokenIds.of(1), sampling, seed, new int[0], Optional.empty());
    }

    @Override
    public int count() {
        return tokens.length;
    }

    @Override
    public BitSet seen() {
        BitSet seen = new BitSet();
        Arrays.stream(prompt.toArray()).forEach(seen::set);
        Arrays.stream(tokens).forEach(seen::set);
        return seen;
    }

    @Override
    public List<Set<Integer>> forbidden() {
        boolean early = tokens.length < sampling.ending().minimumTokens();
        return early ? List.of(END_OF_TURN, sampling.ending().stopTokens()) : List.of();
    }
}
