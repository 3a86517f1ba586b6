package sao.content;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import sao.chat.Continuation;
import sao.token.LogProbabilities;
import sao.token.TokenIds;

/// Token ids and log-probabilities as bytes, without loss: ids as variable-length integers (7 bits a byte,
/// lowest first), log-probabilities as little-endian float32.
///
/// Absent ids end with the byte 0x80, which no present sequence ends with; before it stands the number of
/// tokens where it is known. Absent log-probabilities are that one byte.
public final class TokenBytes {
    private static final int WORST_BYTES_OF_AN_ID = 5;
    private static final byte ABSENT = (byte) 0x80;

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

    /// {@return the bytes of ids that may be absent}
    ///
    /// @param count number of tokens; empty if unknown
    public static byte[] bytes(Optional<TokenIds> tokens, OptionalInt count) {
        if (tokens.isPresent()) {
            return bytes(tokens.get());
        }
        byte[] number = count.isPresent() ? bytes(TokenIds.of(count.getAsInt())) : new byte[0];
        byte[] absent = Arrays.copyOf(number, number.length + 1);
        absent[number.length] = ABSENT;
        return absent;
    }

    /// {@return the bytes of log-probabilities that may be absent}
    public static byte[] bytes(Optional<LogProbabilities> logProbabilities) {
        return logProbabilities.isPresent() ? bytes(logProbabilities.get()) : new byte[] {ABSENT};
    }

    public static Optional<TokenIds> possibleTokens(byte[] bytes) {
        return isAbsent(bytes) ? Optional.empty() : Optional.of(tokens(bytes));
    }

    /// {@return the number of tokens, which is known of present ids, and of absent ones if it was written}
    public static OptionalInt count(byte[] bytes) {
        if (!isAbsent(bytes)) {
            return OptionalInt.of(tokens(bytes).size());
        }
        return bytes.length == 1
                ? OptionalInt.empty()
                : OptionalInt.of(tokens(Arrays.copyOf(bytes, bytes.length - 1)).get(0));
    }

    /// {@return log-probabilities; empty if they are absent. Ledgers of earlier versions wrote absent ones as NaN}
    public static Optional<LogProbabilities> possibleLogProbabilities(byte[] bytes) {
        if (isAbsent(bytes) && bytes.length == 1) {
            return Optional.empty();
        }
        LogProbabilities values = logProbabilities(bytes);
        for (int i = 0; i < values.size(); i++) {
            if (!Float.isNaN(values.get(i))) {
                return Optional.of(values);
            }
        }
        return values.size() == 0 ? Optional.of(values) : Optional.empty();
    }

    private static boolean isAbsent(byte[] bytes) {
        return bytes.length > 0 && bytes[bytes.length - 1] == ABSENT;
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

    /// {@return scored continuations as bytes: of each the length of its ids in bytes, the ids or their number,
    /// and as many log-probabilities as there are tokens}
    public static byte[] bytes(List<Continuation> continuations) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Continuation continuation : continuations) {
            byte[] tokens = bytes(
                    continuation.tokens(),
                    OptionalInt.of(continuation.logProbabilities().size()));
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
            byte[] tokens = Arrays.copyOfRange(bytes, at, at += length);
            int count = count(tokens).orElseThrow();
            LogProbabilities values = logProbabilities(Arrays.copyOfRange(bytes, at, at += count * Float.BYTES));
            continuations.add(new Continuation(possibleTokens(tokens), values));
        }
        return continuations;
    }

    public static LogProbabilities logProbabilities(byte[] bytes) {
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return LogProbabilities.of(values);
    }
}
