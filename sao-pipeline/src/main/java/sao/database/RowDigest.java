package sao.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import sao.file.Sha256;

/// The digest of a row: the first 64 bits of SHA-256 over the table's name and the values, each with its type
/// and length. Values that the database cannot tell apart have equal digests.
final class RowDigest {
    private RowDigest() {}

    /// {@return the digest}
    ///
    /// @param values of the digested columns, in order: text, bytes, whole numbers, truth values, doubles or null,
    ///     as they are bound or as they are read
    /// @param count how many of them
    static long of(Table table, @Nullable Object[] values, int count) {
        MessageDigest sha = Sha256.begin();
        text(sha, table.label());
        for (int i = 0; i < count; i++) {
            value(sha, values[i]);
        }
        return ByteBuffer.wrap(sha.digest()).getLong();
    }

    private static void value(MessageDigest sha, @Nullable Object value) {
        switch (value) {
            case null -> sha.update((byte) 'N');
            case String text -> text(sha, text);
            case byte[] bytes -> {
                head(sha, 'B', bytes.length);
                sha.update(bytes);
            }
            case Boolean truth -> head(sha, 'I', truth ? 1 : 0);
            case Integer number -> head(sha, 'I', number);
            case Long number -> head(sha, 'I', number);
            case Double number -> real(sha, number);
            default ->
                throw new IllegalArgumentException(
                        "no column holds a " + value.getClass().getName());
        }
    }

    private static void text(MessageDigest sha, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        head(sha, 'T', bytes.length);
        sha.update(bytes);
    }

    /// SQLite stores NaN as NULL and a negative zero as zero.
    private static void real(MessageDigest sha, double number) {
        if (Double.isNaN(number)) {
            sha.update((byte) 'N');
        } else {
            head(sha, 'R', Double.doubleToLongBits(number + 0.0));
        }
    }

    private static void head(MessageDigest sha, char type, long number) {
        sha.update(ByteBuffer.allocate(1 + Long.BYTES)
                .put((byte) type)
                .putLong(number)
                .array());
    }
}
