package sao.gguf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import sao.error.SaoException;
import sao.weights.MappedFile;

/// Reads a GGUF header from its beginning. A length in the file is used only after it is checked against the
/// size of the file, and the number of values is limited to more than any known model has, so that a damaged
/// header cannot exhaust the memory.
final class GgufCursor {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final long MOST_VALUES = 1L << 24;
    private static final long MOST_TEXT = 1L << 28;

    private final MappedFile file;
    private final MemorySegment bytes;
    private long at;
    private long values;
    private long text;

    GgufCursor(MappedFile file) {
        this.file = file;
        this.bytes = file.bytes();
    }

    long position() {
        return at;
    }

    private long take(long size, String what) {
        if (size < 0 || size > file.size() - at) {
            throw new SaoException(
                    "%s is cut off or damaged: %s at byte %d needs %s bytes but the file ends at %d."
                            .formatted(file.path(), what, at, Long.toUnsignedString(size), file.size()),
                    "Fetch the file again.");
        }
        long begin = at;
        at += size;
        return begin;
    }

    byte byteValue(String what) {
        return bytes.get(ValueLayout.JAVA_BYTE, take(1, what));
    }

    short shortValue(String what) {
        return bytes.get(SHORT, take(2, what));
    }

    int intValue(String what) {
        return bytes.get(INT, take(4, what));
    }

    long longValue(String what) {
        return bytes.get(LONG, take(8, what));
    }

    /// {@return a count of items of at least `smallest` bytes each, checked against the remaining size of the
    /// file}
    int count(String what, int smallest) {
        long count = longValue(what);
        if (count < 0 || count > (file.size() - at) / smallest || count > Integer.MAX_VALUE - 8) {
            throw damaged("%s is %s, but only %d bytes follow"
                    .formatted(what, Long.toUnsignedString(count), file.size() - at));
        }
        return (int) count;
    }

    /// Counts values that are held in memory.
    ///
    /// @throws SaoException if a header has too many
    void admit(String what, long count) {
        values += count;
        if (values > MOST_VALUES) {
            throw damaged("%s makes it %d values of metadata, more than %d".formatted(what, values, MOST_VALUES));
        }
    }

    String string(String what) {
        int length = count("the length of " + what, 1);
        text += length;
        if (text > MOST_TEXT) {
            throw damaged("%s makes it %d bytes of text, more than %d".formatted(what, text, MOST_TEXT));
        }
        byte[] utf8 = bytes.asSlice(take(length, what), length).toArray(ValueLayout.JAVA_BYTE);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    SaoException damaged(String problem) {
        return new SaoException(
                "%s: %s.".formatted(file.path(), problem), "Fetch the file again: it is damaged or not a GGUF file.");
    }
}
