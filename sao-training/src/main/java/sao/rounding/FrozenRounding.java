package sao.rounding;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.tensor.Tensors;
import sao.token.Seeds;
import sao.torch.ComputeDevice;
import sao.torch.TensorScope;

/// Stochastic rounding of float32 to bfloat16 whose random numbers are fixed for each weight.
///
/// Each weight has a threshold, drawn once and uniform between two neighbouring bfloat16 numbers. A value is rounded
/// away from zero if its distance from the lower neighbour exceeds the threshold. Three properties follow:
///
/// - A bfloat16 number is rounded to itself.
/// - A value at a tenth of the distance between its neighbours is rounded up for a tenth of the weights, so the rounded
///   weights equal the masters in expectation, however small an update is. Rounding to the nearest number would ignore
///   every update below half the distance, and would apply a whole distance to a weight that lies half way.
/// - Equal masters give equal rounded weights, at any step: a training is repeatable and can be resumed, and a weight
///   changes only if its master crosses the threshold.
///
/// Method: stochastic rounding (Gupta et al., Deep Learning with Limited Numerical Precision, arXiv 1502.02551) with
/// thresholds that stay the same for the whole training.
///
/// @implNote The lower 16 bits of a float32 number are its position between two bfloat16 numbers. Rounding adds a
///     threshold in `[0, 65535]` to the bits and keeps the upper 16. Thresholds are taken from one table, in which each
///     of them stands equally often, in a drawn order. Each piece of a parameter reads the table from another position
///     and as a ring, so a weight costs no memory, and among the weights of a whole piece the thresholds are exactly
///     uniform.
public final class FrozenRounding implements AutoCloseable {
    private static final long PIECE = 1L << 19; // the temporary tensors stay in the processor's cache
    private static final Scalar LEVELS = Tensors.wholeConstant(1L << 16);
    private static final Scalar BITS = Tensors.wholeConstant(16);

    private final long seed;
    private final Tensor thresholds;

    private FrozenRounding(long seed, Tensor thresholds) {
        this.seed = seed;
        this.thresholds = thresholds;
    }

    /// {@return the rounding of a seed, on the thread's device; owned by the caller}
    ///
    /// @param seed determines all thresholds; equal seeds round equally on every device
    public static FrozenRounding of(long seed) {
        try (var _ = TensorScope.open()) {
            Generator generator = torch.make_generator_cpu();
            generator.set_current_seed(Seeds.of(seed, "weight rounding"));
            Tensor drawn = torch.randperm(PIECE, new GeneratorOptional(generator))
                    .remainder(LEVELS)
                    .to(ScalarType.Int)
                    .repeat(2); // so that a piece can begin at any position
            return new FrozenRounding(
                    seed, TensorScope.keep(ComputeDevice.current().place(drawn)));
        }
    }

    /// Rounds the values of a parameter.
    ///
    /// @param name of the parameter, which determines the thresholds
    /// @param values float32 on the thread's device, any shape, contiguous, finite
    /// @param rounded bfloat16 of the same shape, contiguous; receives the rounded values
    public void round(String name, Tensor values, Tensor rounded) {
        inPieces(name, values, rounded, Tensor::copy_);
    }

    /// Rounds the values of a parameter like [#round], and counts.
    ///
    /// @param name of the parameter
    /// @param values as in [#round]
    /// @param rounded as in [#round]
    /// @return the number of values of `rounded` that changed
    public long roundCounting(String name, Tensor values, Tensor rounded) {
        LongAdder changed = new LongAdder();
        inPieces(name, values, rounded, (halves, upper) -> {
            changed.add(halves.ne(upper).sum().item_long());
            halves.copy_(upper);
        });
        return changed.sum();
    }

    /// Computes the rounded values piece by piece.
    ///
    /// @param taker takes a piece of `rounded` and the rounded values of that piece, both as 16-bit integers
    private void inPieces(String name, Tensor values, Tensor rounded, BiConsumer<Tensor, Tensor> taker) {
        try (var _ = TensorScope.open();
                var _ = new NoGradGuard()) {
            Tensor bits = values.detach().view(-1).view(ScalarType.Int);
            Tensor halves = rounded.detach().view(-1).view(ScalarType.Short);
            for (long start = 0; start < bits.numel(); start += PIECE) {
                try (var _ = TensorScope.open()) {
                    long length = Math.min(PIECE, bits.numel() - start);
                    Tensor upper = bits.narrow(0, start, length)
                            .add(thresholds.narrow(0, position(name, start), length))
                            .bitwise_right_shift_(BITS)
                            .to(ScalarType.Short);
                    taker.accept(halves.narrow(0, start, length), upper);
                }
            }
        }
    }

    private long position(String name, long start) {
        return Math.floorMod(Seeds.of(seed, "%s %d".formatted(name, start)), PIECE);
    }

    @Override
    public void close() {
        thresholds.close();
    }
}
