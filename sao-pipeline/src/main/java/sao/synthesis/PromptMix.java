package sao.synthesis;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import sao.prompt.PromptKind;
import sao.token.Seeds;

/// Which kinds of prompts are asked for, and how often.
///
/// @param weights of the kinds, each above 0; at least one
public record PromptMix(Map<PromptKind, Double> weights) {
    /// Only the paper's.
    public static final PromptMix PAPER = new PromptMix(Map.of(PromptKind.ANY, 1.0));

    public PromptMix {
        if (weights.isEmpty() || weights.values().stream().anyMatch(weight -> !(weight > 0))) {
            throw new IllegalArgumentException("mix is %s, but every weight must be above 0".formatted(weights));
        }
        weights = Collections.unmodifiableMap(new EnumMap<>(weights));
    }

    /// {@return a kind, drawn in proportion to weight and favour}
    ///
    /// @param favour by which each weight is multiplied, above 0
    /// @param seed of the draw
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
