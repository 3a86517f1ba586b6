package sao.rounding;

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
///     threshold in `[0, 65535]` to the bits and keeps the upper 16. Thresholds are taken from one table of about a
///     million draws: each piece of a parameter reads it from another position, so a weight costs no memory.
public final class FrozenRounding implements AutoCloseable {
    private static final long PIECE = 1L << 19; // the temporary tensors stay in the processor's cache
    private static final long DRAWN = PIECE << 1;
    private static final long LEVELS = 1L << 16;
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
            Tensor drawn = torch.empty(new long[] {DRAWN})
                    .to(ScalarType.Int)
                    .random_(LEVELS, new GeneratorOptional(generator));
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
        try (var _ = TensorScope.open();
                var _ = new NoGradGuard()) {
            Tensor bits = values.detach().view(-1).view(ScalarType.Int);
            Tensor halves = rounded.detach().view(-1).view(ScalarType.Short);
            for (long start = 0; start < bits.numel(); start += PIECE) {
                long length = Math.min(PIECE, bits.numel() - start);
                round(bits.narrow(0, start, length), halves.narrow(0, start, length), position(name, start));
            }
        }
    }

    private void round(Tensor bits, Tensor halves, long position) {
        try (var _ = TensorScope.open()) {
            halves.copy_(bits.add(thresholds.narrow(0, position, bits.numel())).bitwise_right_shift_(BITS));
        }
    }

    /// Rounds the values of a parameter like [#round], and counts.
    ///
    /// @param name of the parameter
    /// @param values as in [#round]
    /// @param rounded as in [#round]
    /// @return the number of values of `rounded` that changed
    public long roundCounting(String name, Tensor values, Tensor rounded) {
        try (var _ = TensorScope.open();
                var _ = new NoGradGuard()) {
            Tensor before = rounded.detach().clone();
            round(name, values, rounded);
            return before.ne(rounded.detach()).sum().item_long();
        }
    }

    private long position(String name, long start) {
        return Math.floorMod(Seeds.of(seed, "%s %d".formatted(name, start)), DRAWN - PIECE + 1);
    }

    @Override
    public void close() {
        thresholds.close();
    }
}
