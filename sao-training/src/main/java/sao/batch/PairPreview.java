package sao.batch;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import sao.domain.PreferencePair;

/// The pairs of a training, computed without loading a model.
///
/// @param kept pairs that would be trained, in order
/// @param dropped how many would not, by reason
public record PairPreview(List<PreferencePair> kept, Map<DropReason, Integer> dropped) {
    public PairPreview {
        kept = List.copyOf(kept);
        dropped = Map.copyOf(dropped);
    }

    /// Shortest, median and longest length.
    ///
    /// @param shortest tokens
    /// @param median tokens
    /// @param longest tokens
    public record Lengths(int shortest, int median, int longest) {}

    /// {@return the lengths of a part of the kept pairs}
    ///
    /// @param part gives the tokens of a pair's part
    public Lengths lengths(ToIntFunction<PreferencePair> part) {
        int[] sorted = kept.stream().mapToInt(part).toArray();
        Arrays.sort(sorted);
        return new Lengths(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }
}
