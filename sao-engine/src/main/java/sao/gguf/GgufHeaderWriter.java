package sao.gguf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SequencedMap;

/// The beginning of a GGUF file up to its first tensor, as [GgufHeader] reads it.
final class GgufHeaderWriter {
    /// Alignment of every tensor in bytes. It is the default of the format, so the metadata does not state
    /// it.
    static final int ALIGNMENT = 32;

    private static final int VERSION = 3;
    private static final int TEXT = 8; // also what llama.cpp wants of a vocabulary without merges

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private GgufHeaderWriter() {}

    /// {@return the bytes of the header, padded to the alignment}
    ///
    /// @param tensors in the order in which they follow; their offsets are computed here
    static byte[] header(SequencedMap<String, Object> metadata, List<GgufTensor> tensors) {
        GgufHeaderWriter header = new GgufHeaderWriter();
        header.out.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        header.integer(VERSION);
        header.wide(tensors.size());
        header.wide(metadata.size());
        metadata.forEach((key, value) -> {
            header.string(key);
            header.typed(key, value);
        });
        long offset = 0;
        for (GgufTensor tensor : tensors) {
            header.tensor(tensor, offset);
            offset += padded(tensor.bytes());
        }
        header.out.writeBytes(new byte[(int) (padded(header.out.size()) - header.out.size())]);
        return header.out.toByteArray();
    }

    private static long padded(long size) {
        return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private void tensor(GgufTensor tensor, long offset) {
        string(tensor.name());
        integer(tensor.shape().size());
        tensor.shape().reversed().forEach(this::wide);
        integer(tensor.type().id());
        wide(offset);
    }

    private void typed(String key, Object value) {
        if (value instanceof List<?> list) {
            integer(9);
            // readers want signed integers in lists and unsigned ones alone
            integer(list.isEmpty() ? TEXT : list.getFirst() instanceof Integer ? 5 : type(key, list.getFirst()));
            wide(list.size());
            list.forEach(element -> value(key, element));
        } else {
            integer(type(key, value));
            value(key, value);
        }
    }

    private static int type(String key, Object value) {
        return switch (value) {
            case Integer _ -> 4;
            case Float _ -> 6;
            case Boolean _ -> 7;
            case String _ -> TEXT;
            case Long _ -> 10;
            case Double _ -> 12;
            default -> throw unknown(key, value);
        };
    }

    private static IllegalArgumentException unknown(String key, Object value) {
        return new IllegalArgumentException("metadata key %s cannot hold a %s".formatted(key, value.getClass()));
    }

    private void value(String key, Object value) {
        switch (value) {
            case Integer number -> integer(number);
            case Float number -> integer(Float.floatToRawIntBits(number));
            case Boolean flag -> out.write(flag ? 1 : 0);
            case String text -> string(text);
            case Long number -> wide(number);
            case Double number -> wide(Double.doubleToRawLongBits(number));
            default -> throw unknown(key, value);
        }
    }

    private void string(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        wide(bytes.length);
        out.writeBytes(bytes);
    }

    private void integer(int value) {
        out.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
    }

    private void wide(long value) {
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array());
    }
}
