package sao.architecture;

import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.tensor.NativeLibrary;

/// The element type in which a model computes.
public enum Precision {
    /// The reference: 32-bit floating point.
    FLOAT32("fp32", ScalarType.Float),
    /// Half the memory and, where the processor has it, about twice the speed.
    BFLOAT16("bf16", ScalarType.BFloat16);

    private final String label;
    private final ScalarType elementType;

    Precision(String label, ScalarType elementType) {
        this.label = label;
        this.elementType = elementType;
    }

    /// {@return the name in settings: `fp32` or `bf16`}
    public String label() {
        return label;
    }

    /// {@return libtorch's name of it}
    public ScalarType elementType() {
        return elementType;
    }

    /// {@return the fastest one that this processor computes exactly: bfloat16 where it is native, else
    /// float32}
    public static Precision automatic() {
        return NativeLibrary.hasFastBfloat16() ? BFLOAT16 : FLOAT32;
    }
}
