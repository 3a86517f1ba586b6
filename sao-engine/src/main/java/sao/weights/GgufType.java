package sao.weights;

import sao.domain.SaoException;

/// How the values of a GGUF tensor are stored: in blocks of equal size, one after the other.
///
/// Layouts as described by the GGUF specification and ggml; the arithmetic is in float32 with one rounding
/// for each operation, so that values equal the reference reader's bit for bit.
enum GgufType {
    F32(0, 1, 4),
    F16(1, 1, 2),
    Q4_0(2, 32, 18),
    Q4_1(3, 32, 20),
    Q8_0(8, 32, 34),
    BF16(30, 1, 2);

    private final int id;
    private final int blockValues;
    private final int blockBytes;

    GgufType(int id, int blockValues, int blockBytes) {
        this.id = id;
        this.blockValues = blockValues;
        this.blockBytes = blockBytes;
    }

    /// {@return the type of that number in the file}
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
                "Take a file in F32, F16, BF16, Q8_0, Q4_0 or Q4_1.");
    }

    /// {@return how many values one block holds}
    int blockValues() {
        return blockValues;
    }

    /// {@return the size of one block; bytes}
    int blockBytes() {
        return blockBytes;
    }

    /// {@return how many bytes a number of values takes, a multiple of [#blockValues]}
    long bytes(long values) {
        return Math.multiplyExact(values / blockValues, blockBytes);
    }

    /// Fills `values` from as many blocks as it needs.
    void decode(byte[] blocks, float[] values) {
        switch (this) {
            case F32 -> BlockDecoders.float32(blocks, values);
            case F16 -> BlockDecoders.float16(blocks, values);
            case BF16 -> BlockDecoders.bfloat16(blocks, values);
            case Q4_0 -> BlockDecoders.q4Zero(blocks, values);
            case Q4_1 -> BlockDecoders.q4One(blocks, values);
            case Q8_0 -> BlockDecoders.q8Zero(blocks, values);
        }
    }
}
