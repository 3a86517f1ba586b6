package sao.gguf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Small GGUF files made by hand, right or wrong.
public final class GgufBytes {
    private final ByteArrayOutputStream keys = new ByteArrayOutputStream();
    private final ByteArrayOutputStream table = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private int keyCount;
    private int tensorCount;

    public GgufBytes(String architecture) {
        text("general.architecture", architecture);
    }

    /// {@return 0, 1, 2, ... as float32}
    public static byte[] floats(int count) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            buffer.putFloat(i);
        }
        return buffer.array();
    }

    public GgufBytes text(String key, String value) {
        key(key, 8);
        string(keys, value);
        return this;
    }

    public GgufBytes number(String key, int value) {
        key(key, 4);
        integer(keys, value);
        return this;
    }

    public GgufBytes longArrayClaiming(String key, long count) {
        key(key, 9);
        integer(keys, 10);
        wide(keys, count);
        return this;
    }

    public GgufBytes tensor(String name, int type, byte[] values, long... shape) {
        describe(name, type, data.size(), shape);
        data.writeBytes(values);
        if (values.length % 32 != 0) {
            data.writeBytes(new byte[32 - values.length % 32]);
        }
        return this;
    }

    /// Adds a tensor whose values are not given: they lie at an offset from the data's beginning.
    public GgufBytes tensorAt(String name, int type, long offset, long... shape) {
        describe(name, type, offset, shape);
        return this;
    }

    private void describe(String name, int type, long offset, long... shape) {
        string(table, name);
        integer(table, shape.length);
        for (long dimension : shape) {
            wide(table, dimension);
        }
        integer(table, type);
        wide(table, offset);
        tensorCount++;
    }

    private void key(String key, int type) {
        string(keys, key);
        integer(keys, type);
        keyCount++;
    }

    public byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        integer(all, 3);
        wide(all, tensorCount);
        wide(all, keyCount);
        all.writeBytes(keys.toByteArray());
        all.writeBytes(table.toByteArray());
        all.writeBytes(new byte[(32 - all.size() % 32) % 32]);
        all.writeBytes(data.toByteArray());
        return all.toByteArray();
    }

    Path write(Path path) throws IOException {
        return Files.write(path, bytes());
    }

    private static void string(ByteArrayOutputStream to, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        wide(to, bytes.length);
        to.writeBytes(bytes);
    }

    private static void integer(ByteArrayOutputStream to, int value) {
        to.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
    }

    private static void wide(ByteArrayOutputStream to, long value) {
        to.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array());
    }
}
