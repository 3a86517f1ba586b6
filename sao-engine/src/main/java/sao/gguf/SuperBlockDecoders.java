package sao.gguf;

/// Decoders of GGUF's K types: blocks of 256 values in groups of 16 or 32. Each group has small scales, which
/// are multiplied by the two half-precision numbers of the block.
///
/// In the comments d and m are those numbers, s and t a group's stored scale and minimum, q a stored
/// integer.
final class SuperBlockDecoders {
    private static final int VALUES = 256;

    private SuperBlockDecoders() {}

    /// 16 bytes with s below and t above, 64 bytes of four q each, d, m: (d * s) * q - (m * t).
    static void q2(byte[] blocks, float[] values) {
        for (int value = 0, at = 0; value < values.length; value += VALUES, at += 84) {
            float d = BlockDecoders.half(blocks, at + 80);
            float m = BlockDecoders.half(blocks, at + 82);
            for (int i = 0; i < VALUES; i++) {
                int scales = blocks[at + i / 16];
                int q = blocks[at + 16 + i / 128 * 32 + i % 32] >> (i / 32 % 4 * 2) & 3;
                values[value + i] = d * (scales & 15) * q - m * (scales >> 4 & 15);
            }
        }
    }

    /// 256 high bits, 64 bytes of four low q each, 12 bytes of 16 scales of six bits, d: (d * (s - 32)) *
    /// (q - 4), where a set high bit means that the 4 is not taken.
    static void q3(byte[] blocks, float[] values) {
        for (int value = 0, at = 0; value < values.length; value += VALUES, at += 110) {
            float d = BlockDecoders.half(blocks, at + 108);
            for (int i = 0; i < VALUES; i++) {
                int group = i / 16;
                int low = blocks[at + 96 + group % 8] >> (group / 8 * 4) & 15;
                int high = blocks[at + 104 + group % 4] >> (group / 4 * 2) & 3;
                int q = blocks[at + 32 + i / 128 * 32 + i % 32] >> (i / 32 % 4 * 2) & 3;
                int fourth = (blocks[at + i % 32] >> (i / 32) & 1) == 0 ? 4 : 0;
                values[value + i] = d * ((low | high << 4) - 32) * (q - fourth);
            }
        }
    }

    /// d, m, 12 bytes of eight s and eight t of six bits, 128 bytes of two q each: (d * s) * q - (m * t).
    static void q4(byte[] blocks, float[] values) {
        for (int value = 0, at = 0; value < values.length; value += VALUES, at += 144) {
            for (int group = 0; group < 8; group++) {
                float d = BlockDecoders.half(blocks, at) * scale(blocks, at + 4, group);
                float m = BlockDecoders.half(blocks, at + 2) * minimum(blocks, at + 4, group);
                for (int i = 0; i < 32; i++) {
                    int q = blocks[at + 16 + group / 2 * 32 + i] >> (group % 2 * 4) & 15;
                    values[value + group * 32 + i] = d * q - m;
                }
            }
        }
    }

    /// As [#q4], with 256 fifth bits between scales and q.
    static void q5(byte[] blocks, float[] values) {
        for (int value = 0, at = 0; value < values.length; value += VALUES, at += 176) {
            for (int group = 0; group < 8; group++) {
                float d = BlockDecoders.half(blocks, at) * scale(blocks, at + 4, group);
                float m = BlockDecoders.half(blocks, at + 2) * minimum(blocks, at + 4, group);
                for (int i = 0; i < 32; i++) {
                    int low = blocks[at + 48 + group / 2 * 32 + i] >> (group % 2 * 4) & 15;
                    int fifth = blocks[at + 16 + i] >> group & 1;
                    values[value + group * 32 + i] = d * (low | fifth << 4) - m;
                }
            }
        }
    }

    /// 128 bytes of two low q each, 64 bytes of four high q each, 16 signed s, d: (d * s) * (q - 32).
    static void q6(byte[] blocks, float[] values) {
        for (int value = 0, at = 0; value < values.length; value += VALUES, at += 210) {
            float d = BlockDecoders.half(blocks, at + 208);
            for (int i = 0; i < VALUES; i++) {
                int half = i / 128;
                int low = blocks[at + half * 64 + i % 64] >> (i / 64 % 2 * 4) & 15;
                int high = blocks[at + 128 + half * 32 + i % 32] >> (i / 32 % 4 * 2) & 3;
                values[value + i] = d * blocks[at + 192 + i / 16] * ((low | high << 4) - 32);
            }
        }
    }

    private static int scale(byte[] blocks, int at, int group) {
        if (group < 4) {
            return blocks[at + group] & 63;
        }
        return (blocks[at + 8 + group - 4] & 15) | (blocks[at + group - 4] >> 2 & 48);
    }

    private static int minimum(byte[] blocks, int at, int group) {
        if (group < 4) {
            return blocks[at + 4 + group] & 63;
        }
        return (blocks[at + 8 + group - 4] >> 4 & 15) | (blocks[at + 4 + group - 4] >> 2 & 48);
    }
}
