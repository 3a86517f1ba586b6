package sao.tensor;

import java.util.Optional;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.torch.NativeLibrary;
import sao.torch.TensorScope;

/// The weight of a linear map in 8-bit integers with one scale for each output. Each row of an input is
/// quantised on the fly with its own scale. It is not differentiable.
///
/// Sums are integers, so a row's result has the same bits for every choice of the other rows.
///
/// Owned by its creator; [#close] frees it.
///
/// @implNote libtorch's dynamic map has one scale for all rows of a call: beside the first token of a text,
///     whose activations are a thousand times the others', nothing is left of those. So rows are divided by
///     their largest value first, and the map gets one scale that fits them all.
public final class QuantizedWeight implements AutoCloseable {
    private static final Operator PREPACK = Operator.named("quantized::linear_prepack", "");
    private static final Operator LINEAR =
            Operator.named("quantized::linear_with_input_q_dq_qweight_dq_output_fp32", "");
    private static final double LARGEST = 127;
    private static final double SMALLEST = 1e-12; // a row of zeros needs some scale

    /// Without the instructions for it, sums of two products saturate at 16 bits, so inputs use 7 bits.
    private static final long INPUT_LARGEST = NativeLibrary.hasFastInt8() ? 127 : 63;

    private static final IValue INPUT_SCALE = TensorScope.keep(new IValue(1.0 / INPUT_LARGEST));
    private static final IValue INPUT_ZERO = TensorScope.keep(new IValue(INPUT_LARGEST + 1));
    private static final long[] LAST = {1};

    private final IValue packed;
    private final Optional<Tensor> bias;

    private QuantizedWeight(IValue packed, Optional<Tensor> bias) {
        this.packed = packed;
        this.bias = bias;
    }

    /// Quantises a copy; the arguments may be freed afterwards.
    ///
    /// @param weight `[out, in]` float32
    /// @param bias `[out]` float32
    /// @return the quantised weight, owned by the caller
    public static QuantizedWeight of(Tensor weight, Optional<Tensor> bias) {
        try (var _ = TensorScope.open()) {
            Tensor scales = largest(weight).squeeze(1).div(new Scalar(LARGEST)).to(ScalarType.Double);
            Tensor zeroPoints = torch.zeros_like(scales).to(ScalarType.Long);
            Tensor quantized = torch.quantize_per_channel(weight.contiguous(), scales, zeroPoints, 0, ScalarType.QInt8);
            IValue packed = PREPACK.call(new IValue(quantized), new IValue()).get(0);
            return new QuantizedWeight(
                    TensorScope.keep(new IValue(packed)), bias.map(addend -> TensorScope.keep(addend.clone())));
        }
    }

    /// {@return `[N, 1]`, the largest magnitude in each row, bounded below by a small positive value}
    private static Tensor largest(Tensor rows) {
        return rows.abs().amax(LAST, true).clamp_min_(new Scalar(SMALLEST));
    }

    /// {@return `[N, out]` float32: the input times the transposed weight, plus the bias; in the caller's
    /// scope}
    ///
    /// @param input `[N, in]` float32
    public Tensor apply(Tensor input) {
        return TensorScope.returning(() -> {
            Tensor largest = largest(input);
            Tensor product = LINEAR.tensor(new IValue(input.div(largest)), INPUT_SCALE, INPUT_ZERO, packed)
                    .mul_(largest);
            return bias.map(product::add_).orElse(product);
        });
    }

    @Override
    public void close() {
        packed.close();
        bias.ifPresent(Tensor::close);
    }
}
