package sao.optimizer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.tensor.Operators;
import sao.tensor.TensorBlock;
import sao.tensor.Tensors;
import sao.token.Seeds;
import sao.torch.ComputeDevice;
import sao.torch.TensorScope;

/// Moments with one byte per value, quantised block by block (based on Dettmers et al., arXiv 2110.02861).
/// Each value is divided by the largest of its block, and a root of the ratio is stored, so that small values
/// keep their relative precision: the square root for the mean of gradients, the fourth root for the mean of
/// squares.
///
/// Rounding is stochastic and unbiased, because a step changes the mean of squares by less than the distance
/// of two codes: with rounding to the nearest code it would not change. The random numbers are a function of
/// the step number, so a training that resumes from a checkpoint draws the same ones. A mean of squares above
/// 0 is never rounded to 0: the step would be very large if the mean of gradients is not 0.
///
/// @implNote A piece of a parameter is unpacked to float32, moved by the same operator as [FullMoments], and
///     packed again; so float32 moments exist only for [#PIECE] values at a time. Drawing costs more than all
///     the rest, so a step draws once, and each piece begins somewhere else in the draws.
final class ByteMoments implements Moments {
    static final long BLOCK = 256;

    private static final long PIECE = BLOCK << 11; // its ten temporary tensors stay in the processor's cache
    private static final long DRAWN = PIECE << 3;
    private static final double MIDDLE = 128;
    private static final double MOST_SIGNED = 127;
    private static final double MOST = 255;
    private static final int FOURTH = 4;
    private static final Scalar ONE = Tensors.constant(1);
    private static final Scalar TINY = Tensors.constant(1e-38); // of a block of zeros
    private static final Scalar SIGNED_CENTRE = Tensors.constant(MIDDLE);
    private static final Scalar SIGNED_RANGE = Tensors.constant(MOST_SIGNED);
    private static final Scalar RANGE = Tensors.constant(MOST);

    private final TensorBlock codes;
    private final TensorBlock scales;
    private final SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    private final List<Packed> first = new ArrayList<>();
    private final List<Packed> second = new ArrayList<>();
    private final Generator generator = TensorScope.keep(torch.make_generator_cpu());

    /// Quantised values.
    ///
    /// @param codes `[blocks * BLOCK]` uint8, the last block padded
    /// @param scales `[blocks]` float32, the largest value of each block
    private record Packed(Tensor codes, Tensor scales) {}

    ByteMoments(SequencedMap<String, Tensor> masters) {
        SequencedMap<String, long[]> blocks = new LinkedHashMap<>();
        masters.forEach((name, master) -> blocks.put("first." + name, blocks(master)));
        masters.forEach((name, master) -> blocks.put("second." + name, blocks(master)));
        SequencedMap<String, long[]> values = new LinkedHashMap<>();
        blocks.forEach((name, count) -> values.put(name, new long[] {count[0] * BLOCK}));
        this.codes = TensorBlock.of(ScalarType.Byte, values).zero();
        this.scales = TensorBlock.of(ScalarType.Float, blocks).zero();
        codes.tensors().forEach((name, code) -> {
            Packed packed =
                    new Packed(code, Objects.requireNonNull(scales.tensors().get(name)));
            (first.size() < masters.size() ? first : second).add(packed);
            tensors.put(name, packed.codes());
            tensors.put(name + ".scale", packed.scales());
        });
        first.forEach(packed -> packed.codes().fill_(SIGNED_CENTRE));
    }

    private static long[] blocks(Tensor master) {
        return new long[] {Math.ceilDiv(master.numel(), BLOCK)};
    }

    /// The random numbers of a step.
    ///
    /// @param values `[DRAWN]`, or twice the longest piece where that is less; in [0, 1)
    /// @param step number of the step
    private record Draws(Tensor values, long step) {
        /// {@return `[length / BLOCK, BLOCK]`, the random numbers of a piece}
        ///
        /// @param purpose identifies the use; equal purposes have equal random numbers
        Tensor of(String purpose, long length) {
            long start = Math.floorMod(Seeds.of(step, purpose), values.numel() - length + 1);
            return rows(values.narrow(0, start, length));
        }
    }

    private Draws draws(List<Tensor> masters, Tensor count) {
        long longest = masters.stream().mapToLong(Tensor::numel).max().orElse(0);
        long step = (long) count.item_double();
        generator.set_current_seed(Seeds.of(step, "rounding"));
        Tensor values = torch.empty(new long[] {Math.min(DRAWN, 2 * Math.ceilDiv(longest, BLOCK) * BLOCK)});
        Tensor drawn = values.uniform_(0, 1, new GeneratorOptional(generator)); // by the processor: the same everywhere
        return new Draws(ComputeDevice.current().place(drawn), step);
    }

    @Override
    public void step(List<Tensor> masters, List<Tensor> gradients, Tensor count, Operators.AdamWSettings settings) {
        Draws draws = draws(masters, count);
        for (int i = 0; i < masters.size(); i++) {
            try (var _ = TensorScope.open()) {
                Tensor master = masters.get(i).detach().view(-1);
                Tensor gradient = gradients.get(i).contiguous().view(-1);
                for (long start = 0; start < master.numel(); start += PIECE) {
                    long length = Math.min(PIECE, master.numel() - start);
                    Packed means = piece(first.get(i), start, length);
                    Packed squares = piece(second.get(i), start, length);
                    String name = "%d %d ".formatted(i, start);
                    try (var _ = TensorScope.open()) {
                        Tensor mean = signed(means);
                        Tensor square = unsigned(squares);
                        Operators.fusedAdamW(
                                new Operators.AdamWState(
                                        List.of(master.narrow(0, start, length)),
                                        List.of(gradient.narrow(0, start, length)),
                                        List.of(mean.narrow(0, 0, length)),
                                        List.of(square.narrow(0, 0, length)),
                                        List.of(count)),
                                settings);
                        packSigned(mean, means, draws.of(name + "first", mean.numel()));
                        packUnsigned(square, squares, draws.of(name + "second", square.numel()));
                    }
                }
            }
        }
    }

    private static Packed piece(Packed whole, long start, long length) {
        long blocks = Math.ceilDiv(length, BLOCK);
        return new Packed(
                whole.codes().narrow(0, start, blocks * BLOCK), whole.scales().narrow(0, start / BLOCK, blocks));
    }

    private static Tensor signed(Packed packed) {
        Tensor root = packed.codes().to(ScalarType.Float).sub_(SIGNED_CENTRE).div_(SIGNED_RANGE);
        return rows(root.mul(root.abs())).mul_(packed.scales().unsqueeze(1)).view(-1);
    }

    private static Tensor unsigned(Packed packed) {
        Tensor root = packed.codes().to(ScalarType.Float).div_(RANGE);
        return rows(root.square_().square_()).mul_(packed.scales().unsqueeze(1)).view(-1);
    }

    private static void packSigned(Tensor values, Packed into, Tensor draws) {
        Tensor rows = rows(values);
        Tensor largest = rows.abs().amax(new long[] {1}, true);
        Tensor share = rows.abs().div_(largest.clamp_min(TINY));
        Tensor code = code(share, new Root(share.sqrt(), 2, SIGNED_RANGE), draws);
        into.codes().copy_(code.mul_(rows.sign()).add_(SIGNED_CENTRE).view(-1));
        into.scales().copy_(largest.squeeze(1));
    }

    private static void packUnsigned(Tensor values, Packed into, Tensor draws) {
        Tensor rows = rows(values);
        Tensor largest = rows.amax(new long[] {1}, true);
        Tensor share = rows.div(largest.clamp_min(TINY));
        Tensor code = code(share, new Root(share.sqrt().sqrt_(), FOURTH, RANGE), draws);
        into.codes().copy_(torch.max(code, rows.sign()).view(-1)); // 1 at least, where anything is
        into.scales().copy_(largest.squeeze(1));
    }

    /// The code of a ratio.
    ///
    /// @param value root of the ratio
    /// @param power degree of the root
    /// @param range the highest code
    private record Root(Tensor value, int power, Scalar range) {
        Tensor share(Tensor code) {
            Tensor root = code.div(range);
            return power == 2 ? root.square_() : root.square_().square_();
        }
    }

    /// {@return the code below or above a ratio, chosen at random so that the expected value is the ratio}
    ///
    /// @param share in [0, 1]
    private static Tensor code(Tensor share, Root root, Tensor draws) {
        Tensor below = root.value().mul_(root.range()).floor_();
        Tensor low = root.share(below);
        Tensor high = root.share(below.add(ONE));
        Tensor chance = share.sub(low).div_(high.sub_(low));
        return below.add_(draws.lt(chance)).clamp_max_(root.range());
    }

    private static Tensor rows(Tensor values) {
        return values.view(-1, BLOCK);
    }

    @Override
    public SequencedMap<String, Tensor> tensors() {
        return tensors;
    }

    @Override
    public void close() {
        codes.close();
        scales.close();
        generator.close();
    }
}
