package sao.gguf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import sao.error.SaoException;
import sao.weights.MappedFile;

/// The metadata and the table of tensors of a GGUF file, version 2 or 3, little endian.
///
/// Source: the GGUF specification of the ggml project.
///
/// @param metadata every key in the order of the file; integers are [Long], float32 is [Float], float64 is
///     [Double], and arrays are lists
/// @param tensors by the file's own names, in its order
record GgufHeader(SequencedMap<String, Object> metadata, SequencedMap<String, GgufTensor> tensors) {
    private static final int MAGIC = 0x46554747; // "GGUF"
    private static final int DEEPEST = 4;
    private static final int MOST_DIMENSIONS = 4;
    private static final long LARGEST_ALIGNMENT = 1 << 20;

    static GgufHeader read(MappedFile file) {
        GgufCursor cursor = new GgufCursor(file);
        if (file.size() < 24 || cursor.intValue("the magic number") != MAGIC) {
            throw new SaoException(
                    "%s is not a GGUF file: it does not begin with 'GGUF'.".formatted(file.path()),
                    "Name a .gguf file or a model folder.");
        }
        int version = cursor.intValue("the version");
        if (version != 2 && version != 3) {
            throw new SaoException(
                    "%s is GGUF version %d (byte order included); versions 2 and 3, little endian, can be read."
                            .formatted(file.path(), version),
                    "Convert the model with a current llama.cpp.");
        }
        int tensorCount = cursor.count("the number of tensors", 24);
        int keyCount = cursor.count("the number of metadata keys", 13);
        cursor.admit("tensors and metadata keys", (long) tensorCount + keyCount);
        SequencedMap<String, Object> metadata = new LinkedHashMap<>();
        for (int i = 0; i < keyCount; i++) {
            String key = cursor.string("metadata key %d".formatted(i));
            Object value = value(cursor, key, cursor.intValue("the type of " + key), 0);
            if (metadata.putIfAbsent(key, value) != null) {
                throw cursor.damaged("metadata key %s occurs twice".formatted(key));
            }
        }
        return new GgufHeader(
                Collections.unmodifiableSequencedMap(metadata), tensors(file, cursor, tensorCount, metadata));
    }

    private static Object value(GgufCursor cursor, String key, int type, int depth) {
        return switch (type) {
            case 0 -> (long) (cursor.byteValue(key) & 0xFF);
            case 1 -> (long) cursor.byteValue(key);
            case 2 -> (long) (cursor.shortValue(key) & 0xFFFF);
            case 3 -> (long) cursor.shortValue(key);
            case 4 -> Integer.toUnsignedLong(cursor.intValue(key));
            case 5 -> (long) cursor.intValue(key);
            case 6 -> Float.intBitsToFloat(cursor.intValue(key));
            case 7 -> cursor.byteValue(key) != 0;
            case 8 -> cursor.string(key);
            case 9 -> array(cursor, key, depth + 1);
            case 10, 11 -> cursor.longValue(key);
            case 12 -> Double.longBitsToDouble(cursor.longValue(key));
            default -> throw cursor.damaged("metadata key %s has the unknown type %d".formatted(key, type));
        };
    }

    private static List<Object> array(GgufCursor cursor, String key, int depth) {
        if (depth > DEEPEST) {
            throw cursor.damaged("metadata key %s nests arrays deeper than %d".formatted(key, DEEPEST));
        }
        int type = cursor.intValue("the element type of " + key);
        int count = cursor.count("the length of " + key, smallest(type));
        cursor.admit(key, count);
        List<Object> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(value(cursor, key, type, depth));
        }
        return Collections.unmodifiableList(values);
    }

    /// {@return the minimum size of an element of that type; bytes}
    private static int smallest(int type) {
        return switch (type) {
            case 2, 3 -> 2;
            case 4, 5, 6 -> 4;
            case 8, 10, 11, 12 -> 8;
            case 9 -> 12;
            default -> 1;
        };
    }

    private static SequencedMap<String, GgufTensor> tensors(
            MappedFile file, GgufCursor cursor, int count, SequencedMap<String, Object> metadata) {
        List<GgufTensor> relative = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            relative.add(tensor(cursor, i));
        }
        long alignment = alignment(cursor, metadata);
        long data = (cursor.position() + alignment - 1) / alignment * alignment;
        SequencedMap<String, GgufTensor> tensors = new LinkedHashMap<>();
        for (GgufTensor tensor : relative) {
            long begin = data + tensor.offset();
            if (tensor.offset() < 0 || tensor.offset() % alignment != 0 || begin < 0) {
                throw cursor.damaged("tensor %s begins at offset %s, which is not a multiple of %d"
                        .formatted(tensor.name(), Long.toUnsignedString(tensor.offset()), alignment));
            }
            if (begin > file.size() || tensor.bytes() > file.size() - begin) {
                throw new SaoException(
                        "%s is cut off: tensor %s needs bytes %d..%d but the file ends at %d."
                                .formatted(file.path(), tensor.name(), begin, begin + tensor.bytes(), file.size()),
                        "Fetch the file again: it is incomplete.");
            }
            GgufTensor placed = new GgufTensor(tensor.name(), tensor.type(), tensor.shape(), begin, tensor.bytes());
            if (tensors.putIfAbsent(tensor.name(), placed) != null) {
                throw cursor.damaged("tensor %s occurs twice".formatted(tensor.name()));
            }
        }
        return Collections.unmodifiableSequencedMap(tensors);
    }

    private static GgufTensor tensor(GgufCursor cursor, int index) {
        String name = cursor.string("the name of tensor %d".formatted(index));
        int dimensions = cursor.intValue("the dimensions of " + name);
        if (dimensions < 0 || dimensions > MOST_DIMENSIONS) {
            throw cursor.damaged("tensor %s has %d dimensions".formatted(name, dimensions));
        }
        List<Long> shape = new ArrayList<>();
        long values = 1;
        for (int i = 0; i < dimensions; i++) {
            long dimension = cursor.longValue("the shape of " + name);
            if (dimension < 0 || (dimension > 0 && values > Long.MAX_VALUE / 64 / dimension)) {
                throw cursor.damaged(
                        "tensor %s has the impossible dimension %s".formatted(name, Long.toUnsignedString(dimension)));
            }
            values *= dimension;
            shape.addFirst(dimension);
        }
        GgufType type = GgufType.of(cursor.intValue("the type of " + name), name);
        long offset = cursor.longValue("the offset of " + name);
        GgufTensor tensor = new GgufTensor(name, type, List.copyOf(shape), offset, type.bytes(values));
        if (tensor.columns() % type.blockValues() != 0 || tensor.columns() > Integer.MAX_VALUE / 64) {
            throw cursor.damaged(
                    "tensor %s has rows of %d values, which %s cannot hold".formatted(name, tensor.columns(), type));
        }
        return tensor;
    }

    private static long alignment(GgufCursor cursor, SequencedMap<String, Object> metadata) {
        Object alignment = metadata.getOrDefault("general.alignment", 32L);
        if (alignment instanceof Long bytes && bytes > 0 && bytes <= LARGEST_ALIGNMENT && Long.bitCount(bytes) == 1) {
            return bytes;
        }
        throw cursor.damaged("general.alignment is %s".formatted(alignment));
    }
}
