package sao.gradient;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.architecture.Attention;
import sao.architecture.WholeSequenceAttention;
import sao.config.AttentionRule;
import sao.config.ModelConfig;
import sao.torch.TensorScope;

/// Additive attention masks of sequences up to a length, one for each window size of the layers: 0 where a
/// token attends, minus infinity elsewhere. Every mask that a row needs is a view of one of them. Used on the
/// processor, see [SplitPrefixAttention].
///
/// Owned by its creator.
final class AttentionMasks implements RowAttention {
    private final Map<Integer, Tensor> byWindow = new HashMap<>();

    /// @param config determines the window sizes
    /// @param length number of tokens of the longest sequence
    /// @param type of the scores
    AttentionMasks(ModelConfig config, long length, ScalarType type) {
        for (int layer = 0; layer < config.layers(); layer++) {
            AttentionRule rule = config.attentionRule(layer);
            byWindow.computeIfAbsent(rule.window(), _ -> {
                try (var _ = TensorScope.open()) {
                    return TensorScope.keep(
                            WholeSequenceAttention.unseen(rule, length).to(type));
                }
            });
        }
    }

    /// {@return `[length, before + length]`: what the tokens after the first `before` ones see, in the
    /// caller's scope}
    Tensor after(AttentionRule rule, long before, long length) {
        return Objects.requireNonNull(byWindow.get(rule.window()))
                .narrow(0, before, length)
                .narrow(1, 0, before + length);
    }

    @Override
    public Attention within(PackedRow rows) {
        return new PackedAttention(rows, this);
    }

    @Override
    public <T> List<List<T>> pack(List<T> parts, ToIntFunction<T> size, int tokens) {
        return PackedRow.pack(parts, size, tokens);
    }

    @Override
    public void close() {
        byWindow.values().forEach(Tensor::close);
    }
}
