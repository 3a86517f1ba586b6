package sao.sampling;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import sao.tensor.Tensors;

/// [LogitAdjustment] with libtorch's operators: indices and values are sent to the device, and the logits stay
/// there.
///
/// Without penalties and forbidden tokens nothing is sent. With a repetition penalty the ids of the prompt and the
/// sequence are sent for each token.
final class DeviceAdjustment {
    private static final Scalar ZERO = Tensors.constant(0);
    private static final Scalar NEVER = Tensors.constant(Double.NEGATIVE_INFINITY);

    private final long width;
    private final Places repeated = new Places();
    private final Places generated = new Places();
    private final Places forbidden = new Places();

    private DeviceAdjustment(long width) {
        this.width = width;
    }

    /// Adjusts the rows from which the draws are made, each separately.
    ///
    /// @param scaled logits divided by each row's temperature, `[D, V]` float32, contiguous; changed
    /// @param draws the n-th belongs to the n-th row
    static void adjust(Tensor scaled, List<Sampler.Draw> draws) {
        DeviceAdjustment adjustment = new DeviceAdjustment(scaled.size(1));
        for (int row = 0; row < draws.size(); row++) {
            adjustment.collect(draws.get(row).sequence(), row);
        }
        adjustment.apply(scaled.view(-1));
    }

    private void collect(Sampler.Sequence sequence, int row) {
        long start = row * width;
        float repetition = (float) sequence.sampling().penalties().repetition();
        if (repetition != 1) {
            sequence.seen().stream().forEach(id -> repeated.add(start + id, repetition));
        }
        LogitAdjustment.generated(sequence, (id, amount) -> generated.add(start + id, -amount));
        LogitAdjustment.forbidden(sequence, width).forEach(id -> forbidden.add(start + id, 0));
    }

    private void apply(Tensor all) {
        if (repeated.count > 0) {
            Tensor places = repeated.places();
            Tensor penalties = repeated.values();
            Tensor old = all.gather(0, places);
            Tensor weaker =
                    old.clamp_min(ZERO).div(penalties).add(old.clamp_max(ZERO).mul(penalties));
            all.index_copy_(0, places, weaker);
        }
        if (generated.count > 0) {
            all.index_add_(0, generated.places(), generated.values());
        }
        if (forbidden.count > 0) {
            all.scatter_(0, forbidden.places(), NEVER);
        }
    }

    /// Indices into all logits, row after row, with a value for each.
    private static final class Places {
        private long[] places = new long[64];
        private float[] values = new float[64];
        private int count;

        void add(long place, float value) {
            if (count == places.length) {
                places = Arrays.copyOf(places, 2 * count);
                values = Arrays.copyOf(values, 2 * count);
            }
            places[count] = place;
            values[count++] = value;
        }

        Tensor places() {
            return Tensors.longs(Arrays.copyOf(places, count));
        }

        Tensor values() {
            return Tensors.floats(Arrays.copyOf(values, count), count);
        }
    }
}
