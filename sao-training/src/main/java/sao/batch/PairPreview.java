package sao.batch;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import sao.domain.PreferencePair;

/// The pairs that a training would use, computed without loading the model's weights.
///
/// @param kept pairs that would be trained, in order, with token ids
/// @param dropped number of pairs that would not be trained, by reason
/// @param warning set if pairs had no token ids: see [EncodedPairs#warning]
public record PairPreview(List<PreferencePair> kept, Map<DropReason, Integer> dropped, Optional<String> warning) {
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
