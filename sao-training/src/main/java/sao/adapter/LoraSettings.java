package sao.adapter;

import java.util.List;
import sao.error.SaoException;

/// The linear maps that an adapter changes, and its rank and scale (Hu et al., arXiv 2106.09685). There is no
/// dropout.
///
/// @param rank R, at least 1
/// @param alpha numerator of the scale: the low-rank product is multiplied by `alpha / rank`; above 0
/// @param targets last components of the names of the adapted maps, such as `q_proj`; at least one, each
///     in [#TARGETS]
public record LoraSettings(int rank, double alpha, List<String> targets) {
    /// Names of all maps that can be adapted: the linear maps of the layers.
    public static final List<String> TARGETS =
            List.of("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj");

    public LoraSettings {
        targets = List.copyOf(targets);
        if (rank < 1 || !(alpha > 0)) {
            throw new SaoException(
                    "An adapter of rank %d and alpha %s changes nothing.".formatted(rank, alpha),
                    "Give train.lora.rank of at least 1 and train.lora.alpha above 0.");
        }
        List<String> unknown =
                targets.stream().filter(target -> !TARGETS.contains(target)).toList();
        if (targets.isEmpty() || !unknown.isEmpty()) {
            throw new SaoException(
                    "The adapter's targets are %s%s."
                            .formatted(targets, unknown.isEmpty() ? "" : "; unknown: " + unknown),
                    "Choose train.lora.targets of %s.".formatted(String.join(", ", TARGETS)));
        }
    }

    /// {@return the factor of the low-rank product: `alpha / rank`}
    public double scale() {
        return alpha / rank;
    }
}
