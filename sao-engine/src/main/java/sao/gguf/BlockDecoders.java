package sao.gguf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Decoders of GGUF's block types, one method for each.
///
/// In the comments d is the block's scale, m its minimum, q a stored integer.
final class BlockDecoders {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int[] IQ4_VALUES = {-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113};

    private BlockDecoders() {}

    static void float32(byte[] blocks, float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.intBitsToFloat((int) INT.get(blocks, 4 * i));
        }
    }

    static void float16(byte[] blocks, float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = half(blocks, 2 * i);
        }
    }

    static void bfloat16(byte[] blocks, float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.intBitsToFloat((short) SHORT.get(blocks, 2 * i) << 16);
        }
    }

    /// d, then 32 signed bytes: d * q.
    static void q8Zero(byte[] blocks, float[] values) {
        for (int value = 0, at = 0; value < values.length; value += 32, at += 34) {
            float d = half(blocks, at);
            for (int i = 0; i < 32; i++) {
                values[value + i] = d * blocks[at + 2 + i];
            }
        }
    }

    /// d, then 16 bytes whose lower halves are the first 16 values: d * (q - 8).
    static void q4Zero(byte[] blocks, float[] values) {
        for (int value = 0, at = 0; value < values.length; value += 32, at += 18) {
            float d = half(blocks, at);
            for (int i = 0; i < 16; i++) {
                byte pair = blocks[at + 2 + i];
                values[value + i] = d * ((pair & 15) - 8);
                values[value + 16 + i] = d * ((pair >> 4 & 15) - 8);
            }
        }
    }

    /// d, m, then 16 bytes whose lower halves are the first 16 values: d * q + m.
    static void q4One(byte[] blocks, float[] values) {
        for (int value = 0, at = 0; value < values.length; value += 32, at += 20) {
            float d = half(blocks, at);
            float m = half(blocks, at + 2);
            for (int i = 0; i < 16; i++) {
                byte pair = blocks[at + 4 + i];
                values[value + i] = d * (pair & 15) + m;
                values[value + 16 + i] = d * (pair >> 4 & 15) + m;
            }
        }
    }

    /// d, 32 fifth bits, then 16 bytes as in [#q4Zero]: d * (q - 16).
    static void q5Zero(byte[] blocks, float[] values) {
        for (int value = 0, at = 0; value < values.length; value += 32, at += 22) {
            float d = half(blocks, at);
            int fifth = (int) INT.get(blocks, at + 2);
            for (int i = 0; i < 16; i++) {
                byte pair = blocks[at + 6 + i];
                values[value + i] = d * (((pair & 15) | (fifth >>> i & 1) << 4) - 16);
                values[value + 16 + i] = d * (((pair >> 4 & 15) | (fifth >>> (16 + i) & 1) << 4) - 16);
            }
        }
    }

    /// d, m, 32 fifth bits, then 16 bytes as in [#q4Zero]: d * q + m.
    static void q5One(byte[] blocks, float[] values) {
        for (int value = 0, at = 0; value < values.length; value += 32, at += 24) {
            float d = half(blocks, at);
            float m = half(blocks, at + 2);
            int fifth = (int) INT.get(blocks, at + 4);
            for (int i = 0; i < 16; i++) {
                byte pair = blocks[at + 8 + i];
                values[value + i] = d * ((pair & 15) | (fifth >>> i & 1) << 4) + m;
                values[value + 16 + i] = d * ((pair >> 4 & 15) | (fifth >>> (16 + i) & 1) << 4) + m;
            }
        }
    }

    /// d, then 16 bytes as in [#q4Zero], each half an index of a table with finer resolution around 0: the
    /// value is d times the table's entry.
    static void iq4(byte[] blocks, float[] values) {
        for (int value = 0, at = 0; value < values.length; value += 32, at += 18) {
            float d = half(blocks, at);
            for (int i = 0; i < 16; i++) {
                byte pair = blocks[at + 2 + i];
                values[value + i] = d * IQ4_VALUES[pair & 15];
                values[value + 16 + i] = d * IQ4_VALUES[pair >> 4 & 15];
            }
        }
    }

    /// {@return the half-precision number at an offset}
    static float half(byte[] blocks, int at) {
        return Float.float16ToFloat((short) SHORT.get(blocks, at));
    }
}
