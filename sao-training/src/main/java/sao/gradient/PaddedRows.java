package sao.gradient;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.architecture.Attention;
import sao.config.ModelConfig;

/// Rows in one batch, each padded to the longest: used on graphics cards.
///
/// @param config determines the window sizes
/// @param type of the scores
record PaddedRows(ModelConfig config, ScalarType type) implements RowAttention {
    @Override
    public Attention within(PackedRow rows) {
        return PaddedAttention.of(rows, config, type);
    }

    /// Groups rows of similar length, the longest first, so that there is little padding; padding counts as
    /// tokens.
    @Override
    public <T> List<List<T>> pack(List<T> parts, ToIntFunction<T> size, int tokens) {
        List<List<T>> packs = new ArrayList<>();
        int room = 0;
        for (T part :
                parts.stream().sorted(Comparator.comparingInt(size).reversed()).toList()) {
            if (packs.isEmpty() || packs.getLast().size() == room) {
                packs.add(new ArrayList<>());
                room = Math.max(1, tokens / size.applyAsInt(part));
            }
            packs.getLast().add(part);
        }
        return packs;
    }

    @Override
    public void close() {
        // masks belong to the row that they were made for
    }
}
