package sao.architecture;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// Several linear maps with the same input.
interface Projections {
    /// {@return one `[N, out]` for each map, in the caller's scope; they may be views of one tensor}
    ///
    /// @param input `[N, in]`
    List<Tensor> apply(Tensor input);

    /// Separate maps, each of whose weights is a leaf.
    ///
    /// @param maps in order
    record Separate(List<Linear> maps) implements Projections {
        @Override
        public List<Tensor> apply(Tensor input) {
            List<Tensor> outputs = new ArrayList<>(maps.size());
            for (Linear map : maps) {
                outputs.add(map.apply(input));
            }
            return outputs;
        }
    }

    /// All maps joined into one, whose outputs are adjacent columns.
    ///
    /// @param map from `in` to the sum of the widths
    /// @param widths of the outputs, in order
    record Fused(Linear map, List<Long> widths) implements Projections {
        @Override
        public List<Tensor> apply(Tensor input) {
            Tensor joined = map.apply(input);
            List<Tensor> outputs = new ArrayList<>(widths.size());
            long start = 0;
            for (long width : widths) {
                outputs.add(joined.narrow(1, start, width));
                start += width;
            }
            return outputs;
        }
    }
}
