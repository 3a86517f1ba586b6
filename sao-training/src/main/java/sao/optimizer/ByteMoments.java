package sao.optimizer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.domain.Seeds;
import sao.tensor.Operators;
import sao.tensor.TensorScope;
import sao.tensor.Tensors;

/// Moments in bytes, block by block (the idea of Dettmers et al., arXiv 2110.02861): each block of values is
/// divided by its largest, and what is stored is a root of the share, so that small values keep their
/// digits. The root is square for the mean of gradients and fourth for the mean of squares.
///
/// Rounding is by chance and right in the mean, because a step changes the mean of squares by less than the
/// distance of two codes: rounded to the nearest it would stand still. The draws follow from the number of
/// the step, so that a training that goes on from a checkpoint draws the same. A mean of squares above 0
/// never becomes 0: beside a mean of gradients that is not, the step would be huge.
///
/// @implNote A piece of a parameter is unpacked to float32, moved by the same operator as [FullMoments], and
///     packed again; so float32 moments exist only for [#PIECE] values at a time.
final class ByteMoments implements Moments {
    static final long BLOCK = 256;

    private static final long PIECE = BLOCK << 14;
    private static final double MIDDLE = 128;
    private static final double MOST_SIGNED = 127;
    private static final double MOST = 255;
    private static final int FOURTH = 4;
    private static final Scalar ONE = Tensors.constant(1);
    private static final Scalar TINY = Tensors.constant(1e-38); // of a block of zeros
    private static final Scalar SIGNED_CENTRE = Tensors.constant(MIDDLE);
    private static final Scalar SIGNED_RANGE = Tensors.constant(MOST_SIGNED);
    private static final Scalar RANGE = Tensors.constant(MOST);

    private final SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    private final List<Packed> first = new ArrayList<>();
    private final List<Packed> second = new ArrayList<>();
    private final Generator draws = TensorScope.keep(torch.make_generator_cpu());

    /// Values in bytes.
    ///
    /// @param codes `[blocks * BLOCK]` uint8, the last block filled up
    /// @param scales `[blocks]` float32, the largest value of each block
    private record Packed(Tensor codes, Tensor scales) {}

    ByteMoments(SequencedMap<String, Tensor> masters) {
        masters.forEach((name, master) -> first.add(zeros("first." + name, master.numel(), (byte) MIDDLE)));
        masters.forEach((name, master) -> second.add(zeros("second." + name, master.numel(), (byte) 0)));
    }

    private Packed zeros(String name, long count, byte zero) {
        long blocks = Math.ceilDiv(count, BLOCK);
        try (var _ = TensorScope.open()) {
            Tensor codes = torch.full(new long[] {blocks * BLOCK}, new Scalar((long) Byte.toUnsignedInt(zero)))
                    .to(ScalarType.Byte);
            Packed packed = new Packed(TensorScope.keep(codes), TensorScope.keep(torch.zeros(new long[] {blocks})));
            tensors.put(name, packed.codes());
            tensors.put(name + ".scale", packed.scales());
            return packed;
        }
    }

    @Override
    public void step(List<Tensor> masters, List<Tensor> gradients, Tensor count, Operators.AdamWSettings settings) {
        for (int i = 0; i < masters.size(); i++) {
            try (var _ = TensorScope.open()) {
                Tensor master = masters.get(i).detach().view(-1);
                Tensor gradient = gradients.get(i).contiguous().view(-1);
                for (long start = 0; start < master.numel(); start += PIECE) {
                    long length = Math.min(PIECE, master.numel() - start);
                    step(
                            i,
                            start,
                            List.of(master.narrow(0, start, length), gradient.narrow(0, start, length)),
                            count,
                            settings);
                }
            }
        }
    }

    /// @param values master and gradient of a piece
    private void step(int parameter, long start, List<Tensor> values, Tensor count, Operators.AdamWSettings settings) {
        try (var _ = TensorScope.open()) {
            long length = values.getFirst().numel();
            Packed means = piece(first.get(parameter), start, length);
            Packed squares = piece(second.get(parameter), start, length);
            Tensor mean = signed(means);
            Tensor square = unsigned(squares);
            Operators.fusedAdamW(
                    new Operators.AdamWState(
                            List.of(values.getFirst()),
                            List.of(values.getLast()),
                            List.of(mean.narrow(0, 0, length)),
                            List.of(square.narrow(0, 0, length)),
                            List.of(count)),
                    settings);
            draws.set_current_seed(Seeds.of(Seeds.of((long) count.item_double(), parameter), Long.toString(start)));
            packSigned(mean, means);
            packUnsigned(square, squares);
        }
    }

    private static Packed piece(Packed whole, long start, long length) {
        long blocks = Math.ceilDiv(length, BLOCK);
        return new Packed(
                whole.codes().narrow(0, start, blocks * BLOCK), whole.scales().narrow(0, start / BLOCK, blocks));
    }

    private static Tensor signed(Packed packed) {
        Tensor root = packed.codes().to(ScalarType.Float).sub_(SIGNED_CENTRE).div_(SIGNED_RANGE);
        return blocks(root.mul(root.abs())).mul_(packed.scales().unsqueeze(1)).view(-1);
    }

    private static Tensor unsigned(Packed packed) {
        Tensor root = packed.codes().to(ScalarType.Float).div_(RANGE);
        return blocks(root.square_().square_())
                .mul_(packed.scales().unsqueeze(1))
                .view(-1);
    }

    private void packSigned(Tensor values, Packed into) {
        Tensor rows = blocks(values);
        Tensor largest = rows.abs().amax(new long[] {1}, true);
        Tensor share = rows.abs().div_(largest.clamp_min(TINY));
        Tensor code = code(share, share.sqrt(), 2, SIGNED_RANGE);
        into.codes().copy_(code.mul_(rows.sign()).add_(SIGNED_CENTRE).view(-1));
        into.scales().copy_(largest.squeeze(1));
    }

    private void packUnsigned(Tensor values, Packed into) {
        Tensor rows = blocks(values);
        Tensor largest = rows.amax(new long[] {1}, true);
        Tensor share = rows.div(largest.clamp_min(TINY));
        Tensor code = code(share, share.sqrt().sqrt_(), FOURTH, RANGE);
        into.codes().copy_(torch.max(code, rows.sign()).view(-1)); // 1 at least, where anything is
        into.scales().copy_(largest.squeeze(1));
    }

    /// {@return the code below or above a share, drawn so that the mean is the share}
    ///
    /// @param share in [0, 1]
    /// @param root of the share
    /// @param power whose root that is
    /// @param range the highest code
    private Tensor code(Tensor share, Tensor root, int power, Scalar range) {
        Tensor below = root.mul_(range).floor_();
        Tensor low = below.div(range).pow(new Scalar(power));
        Tensor high = below.add(ONE).div_(range).pow(new Scalar(power));
        Tensor chance = share.sub(low).div_(high.sub_(low));
        Tensor draw = torch.empty_like(share).uniform_(0, 1, new GeneratorOptional(draws));
        return below.add_(draw.lt(chance)).clamp_max_(range);
    }

    private static Tensor blocks(Tensor values) {
        return values.view(-1, BLOCK);
    }

    @Override
    public SequencedMap<String, Tensor> tensors() {
        return tensors;
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
        draws.close();
    }
}
