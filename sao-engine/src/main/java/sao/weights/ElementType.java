package sao.weights;

import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.error.SaoException;

/// The element types of safetensors files, under the names of the format.
public enum ElementType {
    /// Double precision.
    F64(8, ScalarType.Double),
    /// Single precision.
    F32(4, ScalarType.Float),
    /// Half precision: 5 bits of exponent.
    F16(2, ScalarType.Half),
    /// The upper half of single precision: 8 bits of exponent.
    BF16(2, ScalarType.BFloat16),
    /// Signed integer of 64 bits.
    I64(8, ScalarType.Long),
    /// Signed integer of 32 bits.
    I32(4, ScalarType.Int),
    /// Signed integer of 16 bits.
    I16(2, ScalarType.Short),
    /// Signed integer of 8 bits.
    I8(1, ScalarType.Char),
    /// Unsigned integer of 8 bits.
    U8(1, ScalarType.Byte),
    /// One byte, 0 or 1.
    BOOL(1, ScalarType.Bool);

    private final int bytes;
    private final ScalarType scalarType;

    ElementType(int bytes, ScalarType scalarType) {
        this.bytes = bytes;
        this.scalarType = scalarType;
    }

    /// {@return the size of one value; bytes}
    public int bytes() {
        return bytes;
    }

    /// {@return libtorch's name of the type}
    public ScalarType scalarType() {
        return scalarType;
    }

    /// {@return the element type with this name in libtorch}
    ///
    /// @throws SaoException if the format does not have the type
    public static ElementType of(ScalarType scalarType) {
        for (ElementType type : values()) {
            if (type.scalarType == scalarType.intern()) {
                return type;
            }
        }
        throw new SaoException(
                "Tensors of type %s cannot be written to safetensors.".formatted(scalarType.intern()),
                "Convert them to float32, float16 or bfloat16 first.");
    }
}
