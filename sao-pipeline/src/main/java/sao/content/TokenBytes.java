package sao.content;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sao.chat.Continuation;
import sao.token.LogProbabilities;
import sao.token.TokenIds;

/// Token ids and log-probabilities as bytes, exact both ways: ids as variable-length integers (7 bits a
/// byte, lowest first), log-probabilities as little-endian float32.
public final class TokenBytes {
    private static final int WORST_BYTES_OF_AN_ID = 5;

    private TokenBytes() {}

    public static byte[] bytes(TokenIds tokens) {
        byte[] bytes = new byte[tokens.size() * WORST_BYTES_OF_AN_ID];
        int length = 0;
        for (int i = 0; i < tokens.size(); i++) {
            int rest = tokens.get(i);
            while ((rest & ~0x7F) != 0) {
                bytes[length++] = (byte) (rest | 0x80);
                rest >>>= 7;
            }
            bytes[length++] = (byte) rest;
        }
        return Arrays.copyOf(bytes, length);
    }

    public static TokenIds tokens(byte[] bytes) {
        int[] ids = new int[bytes.length];
        int count = 0;
        int id = 0;
        int shift = 0;
        for (byte part : bytes) {
            id |= (part & 0x7F) << shift;
            shift += 7;
            if (part >= 0) {
                ids[count++] = id;
                id = 0;
                shift = 0;
            }
        }
        return TokenIds.of(Arrays.copyOf(ids, count));
    }

    public static byte[] bytes(LogProbabilities logProbabilities) {
        ByteBuffer buffer =
                ByteBuffer.allocate(logProbabilities.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < logProbabilities.size(); i++) {
            buffer.putFloat(logProbabilities.get(i));
        }
        return buffer.array();
    }

    /// {@return scored continuations as bytes: of each the length of its ids in bytes, the ids, and as many
    /// log-probabilities as there are ids}
    public static byte[] bytes(List<Continuation> continuations) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Continuation continuation : continuations) {
            byte[] tokens = bytes(continuation.tokens());
            bytes.writeBytes(bytes(TokenIds.of(tokens.length)));
            bytes.writeBytes(tokens);
            bytes.writeBytes(bytes(continuation.logProbabilities()));
        }
        return bytes.toByteArray();
    }

    public static List<Continuation> continuations(byte[] bytes) {
        List<Continuation> continuations = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            int head = at;
            while (bytes[at] < 0) {
                at++;
            }
            int length = tokens(Arrays.copyOfRange(bytes, head, ++at)).get(0);
            TokenIds tokens = tokens(Arrays.copyOfRange(bytes, at, at += length));
            LogProbabilities values =
                    logProbabilities(Arrays.copyOfRange(bytes, at, at += tokens.size() * Float.BYTES));
            continuations.add(new Continuation(tokens, values));
        }
        return continuations;
    }

    public static LogProbabilities logProbabilities(byte[] bytes) {
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return LogProbabilities.of(values);
    }
}
