package sao.synthesis;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import sao.prompt.PromptKind;
import sao.token.Seeds;

/// The kinds of prompts that are requested, with their weights.
///
/// @param weights relative frequencies of the kinds, each above 0; at least one
public record PromptMix(Map<PromptKind, Double> weights) {
    /// The mix of the paper: prompts of any kind.
    public static final PromptMix PAPER = new PromptMix(Map.of(PromptKind.ANY, 1.0));

    public PromptMix {
        if (weights.isEmpty() || weights.values().stream().anyMatch(weight -> !(weight > 0))) {
            throw new IllegalArgumentException("mix is %s, but every weight must be above 0".formatted(weights));
        }
        weights = Collections.unmodifiableMap(new EnumMap<>(weights));
    }

    /// {@return a kind, drawn with probability proportional to weight times favour}
    ///
    /// @param favour factor of the weight of each kind, above 0
    /// @param seed seed of the draw
    PromptKind draw(ToDoubleFunction<PromptKind> favour, long seed) {
        SequencedMap<PromptKind, Double> favoured = new TreeMap<>();
        weights.forEach((kind, weight) -> favoured.put(kind, weight * favour.applyAsDouble(kind)));
        double left = Seeds.uniform(seed)
                * favoured.values().stream().mapToDouble(Double::doubleValue).sum();
        for (Map.Entry<PromptKind, Double> kind : favoured.entrySet()) {
            left -= kind.getValue();
            if (left < 0) {
                return kind.getKey();
            }
        }
        return favoured.lastEntry().getKey();
    }
}
