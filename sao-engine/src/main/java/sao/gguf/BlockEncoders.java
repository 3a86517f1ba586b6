package sao.gguf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The inverse of [BlockDecoders] for the types that can be written. Rounding is that of ggml's reference
/// quantisation: float32 with one rounding for each operation.
///
/// In the comments d is the block's scale, q a stored integer.
final class BlockEncoders {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private BlockEncoders() {}

    static void float32(float[] values, byte[] blocks) {
        for (int i = 0; i < values.length; i++) {
            INT.set(blocks, 4 * i, Float.floatToRawIntBits(values[i]));
        }
    }

    static void float16(float[] values, byte[] blocks) {
        for (int i = 0; i < values.length; i++) {
            SHORT.set(blocks, 2 * i, Float.floatToFloat16(values[i]));
        }
    }

    /// To the nearest, ties to even.
    static void bfloat16(float[] values, byte[] blocks) {
        for (int i = 0; i < values.length; i++) {
            int bits = Float.floatToRawIntBits(values[i]);
            SHORT.set(blocks, 2 * i, (short) ((bits + 0x7FFF + (bits >>> 16 & 1)) >>> 16));
        }
    }

    /// d is the largest magnitude over 127; q = x / d to the nearest, ties away from 0.
    static void q8Zero(float[] values, byte[] blocks) {
        for (int value = 0, at = 0; value < values.length; value += 32, at += 34) {
            float largest = 0;
            for (int i = 0; i < 32; i++) {
                largest = Math.max(largest, Math.abs(values[value + i]));
            }
            float d = largest / 127;
            float inverse = d == 0 ? 0 : 1 / d;
            SHORT.set(blocks, at, Float.floatToFloat16(d));
            for (int i = 0; i < 32; i++) {
                float scaled = values[value + i] * inverse;
                int magnitude = (int) (Math.abs((double) scaled) + 0.5); // exact in double
                blocks[at + 2 + i] = (byte) (scaled < 0 ? -magnitude : magnitude);
            }
        }
    }

    /// d is the value of largest magnitude, with its sign, over -8; q = x / d + 8.5 without its fraction, at
    /// most 15.
    static void q4Zero(float[] values, byte[] blocks) {
        for (int value = 0, at = 0; value < values.length; value += 32, at += 18) {
            float largest = 0;
            for (int i = 0; i < 32; i++) {
                float x = values[value + i];
                largest = Math.abs(x) > Math.abs(largest) ? x : largest;
            }
            float d = largest / -8;
            float inverse = d == 0 ? 0 : 1 / d;
            SHORT.set(blocks, at, Float.floatToFloat16(d));
            for (int i = 0; i < 16; i++) {
                int low = Math.min(15, (int) (values[value + i] * inverse + 8.5f));
                int high = Math.min(15, (int) (values[value + 16 + i] * inverse + 8.5f));
                blocks[at + 2 + i] = (byte) (low | high << 4);
            }
        }
    }
}
