package sao.tensor;

import java.util.Optional;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// The weight of a linear map in 8-bit integers, one scale for each output; inputs are quantised as they
/// come, with one scale for all rows of a call. It has no gradient.
///
/// A row's result therefore depends on the rows beside it.
///
/// Owned by whoever made it; [#close] frees it.
public final class QuantizedWeight implements AutoCloseable {
    private static final Operator PREPACK = Operator.named("quantized::linear_prepack", "");
    private static final Operator LINEAR = Operator.named("quantized::linear_dynamic", "");
    private static final double LARGEST = 127;
    private static final double SMALLEST_SCALE = 1e-12; // a row of zeros needs some scale
    /// Without these instructions sums of two products saturate at 16 bits, so inputs use 7 bits.
    private static final IValue REDUCED_RANGE = TensorScope.keep(new IValue(!NativeLibrary.hasFastInt8()));

    private final IValue packed;

    private QuantizedWeight(IValue packed) {
        this.packed = packed;
    }

    /// Quantises a copy; the arguments may be freed afterwards.
    ///
    /// @param weight `[out, in]` float32
    /// @param bias `[out]` float32
    /// @return the quantised weight, owned by the caller
    public static QuantizedWeight of(Tensor weight, Optional<Tensor> bias) {
        try (var _ = TensorScope.open()) {
            Tensor scales = weight.abs()
                    .amax(new long[] {1}, false)
                    .div(new Scalar(LARGEST))
                    .clamp_min(new Scalar(SMALLEST_SCALE))
                    .to(ScalarType.Double);
            Tensor zeroPoints = torch.zeros_like(scales).to(ScalarType.Long);
            Tensor quantized = torch.quantize_per_channel(weight.contiguous(), scales, zeroPoints, 0, ScalarType.QInt8);
            IValue addend = bias.map(tensor -> new IValue(tensor.contiguous())).orElseGet(IValue::new);
            IValue packed = PREPACK.call(new IValue(quantized), addend).get(0);
            return new QuantizedWeight(TensorScope.keep(new IValue(packed)));
        }
    }

    /// {@return `[N, out]` float32: the input times the transposed weight, plus the bias; in the caller's
    /// scope}
    ///
    /// @param input `[N, in]` float32
    public Tensor apply(Tensor input) {
        return TensorScope.returning(() -> LINEAR.tensor(new IValue(input), packed, REDUCED_RANGE));
    }

    @Override
    public void close() {
        packed.close();
    }
}
