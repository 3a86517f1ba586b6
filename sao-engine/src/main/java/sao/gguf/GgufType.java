package sao.gguf;

import java.util.Arrays;
import sao.error.SaoException;

/// The storage types of GGUF tensors: blocks of equal size, stored consecutively.
///
/// Layouts as described by the GGUF specification and ggml; the arithmetic is in float32 with one rounding
/// for each operation, so that values equal the reference reader's bit for bit.
enum GgufType {
    F32(0, 1, 4),
    F16(1, 1, 2),
    Q4_0(2, 32, 18),
    Q4_1(3, 32, 20),
    Q5_0(6, 32, 22),
    Q5_1(7, 32, 24),
    Q8_0(8, 32, 34),
    Q2_K(10, 256, 84),
    Q3_K(11, 256, 110),
    Q4_K(12, 256, 144),
    Q5_K(13, 256, 176),
    Q6_K(14, 256, 210),
    IQ4_NL(20, 32, 18),
    BF16(30, 1, 2);

    private final int id;
    private final int blockValues;
    private final int blockBytes;

    GgufType(int id, int blockValues, int blockBytes) {
        this.id = id;
        this.blockValues = blockValues;
        this.blockBytes = blockBytes;
    }

    /// {@return the type with that number in the file}
    ///
    /// @throws SaoException if it cannot be read
    static GgufType of(int id, String tensor) {
        for (GgufType type : values()) {
            if (type.id == id) {
                return type;
            }
        }
        throw new SaoException(
                "Tensor %s is stored as GGUF type %d, which is not supported.".formatted(tensor, id),
                "Take a file in one of %s.".formatted(Arrays.toString(values())));
    }

    /// {@return the number of this type in the file}
    int id() {
        return id;
    }

    /// {@return the number of values of one block}
    int blockValues() {
        return blockValues;
    }

    /// {@return the size of one block; bytes}
    int blockBytes() {
        return blockBytes;
    }

    /// {@return the size of a number of values in bytes; the number is a multiple of [#blockValues]}
    long bytes(long values) {
        return Math.multiplyExact(values / blockValues, blockBytes);
    }

    /// Decodes blocks until `values` is filled.
    void decode(byte[] blocks, float[] values) {
        switch (this) {
            case F32 -> BlockDecoders.float32(blocks, values);
            case F16 -> BlockDecoders.float16(blocks, values);
            case BF16 -> BlockDecoders.bfloat16(blocks, values);
            case Q4_0 -> BlockDecoders.q4Zero(blocks, values);
            case Q4_1 -> BlockDecoders.q4One(blocks, values);
            case Q5_0 -> BlockDecoders.q5Zero(blocks, values);
            case Q5_1 -> BlockDecoders.q5One(blocks, values);
            case Q8_0 -> BlockDecoders.q8Zero(blocks, values);
            case IQ4_NL -> BlockDecoders.iq4(blocks, values);
            case Q2_K -> SuperBlockDecoders.q2(blocks, values);
            case Q3_K -> SuperBlockDecoders.q3(blocks, values);
            case Q4_K -> SuperBlockDecoders.q4(blocks, values);
            case Q5_K -> SuperBlockDecoders.q5(blocks, values);
            case Q6_K -> SuperBlockDecoders.q6(blocks, values);
        }
    }

    /// Encodes values until `blocks` is filled.
    ///
    /// @throws IllegalStateException if this type cannot be written
    void encode(float[] values, byte[] blocks) {
        switch (this) {
            case F32 -> BlockEncoders.float32(values, blocks);
            case F16 -> BlockEncoders.float16(values, blocks);
            case BF16 -> BlockEncoders.bfloat16(values, blocks);
            case Q8_0 -> BlockEncoders.q8Zero(values, blocks);
            case Q4_0 -> BlockEncoders.q4Zero(values, blocks);
            default -> throw new IllegalStateException(this + " is only read");
        }
    }

    /// {@return the smallest magnitude that becomes infinite in this type}
    double bound() {
        double half = 65_520; // between the largest half-precision number and the next that would be
        return switch (this) {
            case F16 -> half;
            case Q8_0 -> 127 * half;
            case Q4_0 -> 8 * half;
            case BF16 -> Float.intBitsToFloat(0x7F7F8000);
            default -> Double.POSITIVE_INFINITY;
        };
    }
}
