package sao.tensor;

import java.util.Optional;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.torch.TensorScope;

/// The weight of a linear map, packed for the processor's matrix kernels. It is not differentiable.
///
/// Owned by its creator; [#close] frees it.
public final class PackedWeight implements AutoCloseable {
    private static final Operator LINEAR = Operator.named("mkldnn::_linear_pointwise", "");
    private static final IValue NO_ACTIVATION = TensorScope.keep(new IValue("none"));
    private static final IValue NO_SCALARS = TensorScope.keep(LINEAR.emptyList(4));
    private static final IValue NO_ALGORITHM = TensorScope.keep(new IValue(""));

    private final IValue weight;
    private final IValue bias;

    private PackedWeight(IValue weight, IValue bias) {
        this.weight = weight;
        this.bias = bias;
    }

    /// Packs a copy; the arguments may be freed afterwards.
    ///
    /// @param weight `[out, in]` float32 or bfloat16
    /// @param bias `[out]`, of the same element type
    /// @param rows expected number of input rows; a hint
    /// @return the packed weight, owned by the caller
    public static PackedWeight of(Tensor weight, Optional<Tensor> bias, long rows) {
        try (var _ = TensorScope.open()) {
            Tensor packed = Operators.reorderLinearWeight(weight.contiguous(), rows);
            IValue addend = bias.map(tensor -> new IValue(tensor.clone())).orElseGet(IValue::new);
            return new PackedWeight(TensorScope.keep(new IValue(packed)), TensorScope.keep(addend));
        }
    }

    /// {@return whether this processor has packed kernels for an element type}
    public static boolean supports(ScalarType type) {
        ScalarType known = type.intern(); // what a tensor says of itself is another object than the constant
        return known == ScalarType.Float || (known == ScalarType.BFloat16 && Bfloat16.PACKS);
    }

    /// Determines it once, by trying: the library's condition changes from version to version.
    private static final class Bfloat16 {
        static final boolean PACKS = packs();

        private static boolean packs() {
            try (var _ = TensorScope.open();
                    var _ = of(torch.zeros(32, 32).to(ScalarType.BFloat16), Optional.empty(), 1)) {
                return true;
            } catch (RuntimeException _) {
                return false;
            }
        }
    }

    /// {@return `[N, out]`: the input times the transposed weight, plus the bias; in the caller's scope}
    ///
    /// @param input `[N, in]`, of the weight's element type
    public Tensor apply(Tensor input) {
        return TensorScope.returning(
                () -> LINEAR.tensor(new IValue(input), weight, bias, NO_ACTIVATION, NO_SCALARS, NO_ALGORITHM));
    }

    @Override
    public void close() {
        weight.close();
        bias.close();
    }
}
