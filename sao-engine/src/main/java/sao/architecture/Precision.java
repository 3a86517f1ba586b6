package sao.architecture;

import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.torch.ComputeDevice;
import sao.torch.NativeLibrary;

/// The element type in which a model computes.
public enum Precision {
    /// The reference: 32-bit floating point.
    FLOAT32("fp32", ScalarType.Float),
    /// Half the memory and, where the processor has it, about twice the speed.
    BFLOAT16("bf16", ScalarType.BFloat16),
    /// 8-bit integers for the linear maps of the layers, float32 for everything else: the fastest. Its
    /// answers differ from those of float32. For generation only.
    INT8("int8", ScalarType.Float);

    private final String label;
    private final ScalarType elementType;

    Precision(String label, ScalarType elementType) {
        this.label = label;
        this.elementType = elementType;
    }

    /// {@return the name in settings: `fp32`, `bf16` or `int8`}
    public String label() {
        return label;
    }

    /// {@return libtorch's name of the element type of activations}
    public ScalarType elementType() {
        return elementType;
    }

    /// {@return the fastest one that a device computes exactly: bfloat16 on a graphics card}
    public static Precision automatic(ComputeDevice device) {
        return device.isProcessor() ? automatic() : BFLOAT16;
    }

    /// {@return the fastest one that this processor computes exactly: bfloat16 where it is native, else
    /// float32}
    public static Precision automatic() {
        return NativeLibrary.hasFastBfloat16() ? BFLOAT16 : FLOAT32;
    }
}
