package sao.database;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import sao.file.Sha256;

/// The digest of a row: the first 64 bits of SHA-256 over the table's name and the values, each with its type
/// and length. Values that the database cannot tell apart have equal digests.
final class RowDigest {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private RowDigest() {}

    /// {@return the digest}
    ///
    /// @param values of the digested columns, in order: text, bytes, whole numbers, truth values, doubles or null,
    ///     as they are bound or as they are read
    /// @param count how many of them
    static long of(Table table, @Nullable Object[] values, int count) {
        Bytes bytes = new Bytes();
        bytes.text(table.label());
        for (int i = 0; i < count; i++) {
            bytes.value(values[i]);
        }
        return bytes.digest();
    }

    /// Values as bytes.
    private static final class Bytes {
        private byte[] buffer = new byte[256];
        private int length;

        private long digest() {
            MessageDigest sha = Sha256.begin();
            sha.update(buffer, 0, length);
            return ByteBuffer.wrap(sha.digest()).getLong();
        }

        private void value(@Nullable Object value) {
            switch (value) {
                case null -> head('N', 0);
                case String text -> text(text);
                case byte[] bytes -> put('B', bytes);
                case Boolean truth -> head('I', truth ? 1 : 0);
                case Integer number -> head('I', number);
                case Long number -> head('I', number);
                case Double number -> real(number);
                default ->
                    throw new IllegalArgumentException(
                            "no column holds a " + value.getClass().getName());
            }
        }

        private void text(String text) {
            put('T', text.getBytes(StandardCharsets.UTF_8));
        }

        /// SQLite stores NaN as NULL and a negative zero as zero.
        private void real(double number) {
            if (Double.isNaN(number)) {
                head('N', 0);
            } else {
                head('R', Double.doubleToLongBits(number + 0.0));
            }
        }

        private void put(char type, byte[] bytes) {
            head(type, bytes.length);
            reserve(bytes.length);
            System.arraycopy(bytes, 0, buffer, length, bytes.length);
            length += bytes.length;
        }

        private void head(char type, long number) {
            reserve(1 + Long.BYTES);
            buffer[length] = (byte) type;
            LONG.set(buffer, length + 1, number);
            length += 1 + Long.BYTES;
        }

        private void reserve(int more) {
            if (length + more > buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + more));
            }
        }
    }
}
