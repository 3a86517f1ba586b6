package sao.training;

import java.util.List;
import sao.domain.PreferencePair;
import sao.token.TokenIds;

/// What a model is trained on and looked at with.
///
/// @param pairs with the token ids as sampled
/// @param probes rendered prompts that the guard asks, best not among the pairs'; empty: the pairs' own
public record TrainingData(List<PreferencePair> pairs, List<TokenIds> probes) {
    public TrainingData {
        pairs = List.copyOf(pairs);
        probes = List.copyOf(probes);
    }
}
