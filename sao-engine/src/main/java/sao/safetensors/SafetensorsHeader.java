package sao.safetensors;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import sao.error.SaoException;
import sao.weights.ElementType;
import sao.weights.MappedFile;

/// The header of a safetensors file: eight bytes of length, then JSON; the tensors follow.
///
/// All values are checked against the size of the file before memory is allocated: lengths, offsets, that a
/// tensor's bytes match its shape, and that the tensors fill the file without gap or overlap.
///
/// @param metadata metadata of the file
/// @param tensors by name, in the order of the file
record SafetensorsHeader(Map<String, String> metadata, SequencedMap<String, StoredTensor> tensors) {
    private static final long LIMIT = 100_000_000; // the format's own limit
    private static final ValueLayout.OfLong LENGTH = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final String DAMAGED = "Fetch the file again: it is damaged or not a safetensors file.";

    static SafetensorsHeader read(MappedFile file) {
        if (file.size() < 8) {
            throw damaged(file, "has %d bytes, too few for a header".formatted(file.size()));
        }
        long length = file.bytes().get(LENGTH, 0);
        if (length < 2 || length > LIMIT || length > file.size() - 8) {
            throw damaged(
                    file,
                    "claims a header of %s bytes, but the file has %d"
                            .formatted(Long.toUnsignedString(length), file.size()));
        }
        byte[] json = file.bytes().asSlice(8, length).toArray(ValueLayout.JAVA_BYTE);
        Map<String, String> metadata = new LinkedHashMap<>();
        List<StoredTensor> tensors = new ArrayList<>();
        JsonNode root = parse(file, json);
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            if (entry.getKey().equals("__metadata__")) {
                entry.getValue()
                        .properties()
                        .forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
            } else {
                tensors.add(tensor(file, entry.getKey(), entry.getValue(), 8 + length));
            }
        }
        return new SafetensorsHeader(metadata, inFileOrder(file, tensors, 8 + length));
    }

    private static JsonNode parse(MappedFile file, byte[] json) {
        try (JsonParser parser = JSON.createParser(json)) {
            JsonNode root = JSON.readTree(parser);
            if (root == null || !root.isObject()) {
                throw damaged(file, "has a header that is not a JSON object");
            }
            return root;
        } catch (IOException e) {
            throw damaged(file, "has a header that is not JSON: " + firstLine(e));
        }
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static StoredTensor tensor(MappedFile file, String name, JsonNode node, long data) {
        ElementType type = elementType(file, name, node.path("dtype").asText());
        List<Long> shape = new ArrayList<>();
        long size = type.bytes();
        try {
            for (JsonNode dimension : node.path("shape")) {
                if (!isLong(dimension) || dimension.longValue() < 0) {
                    throw damaged(file, "tensor %s has the dimension %s".formatted(name, dimension));
                }
                shape.add(dimension.longValue());
                size = Math.multiplyExact(size, dimension.longValue());
            }
        } catch (ArithmeticException _) {
            throw damaged(file, "tensor %s has the impossible shape %s".formatted(name, node.path("shape")));
        }
        JsonNode offsets = node.path("data_offsets");
        if (!node.path("shape").isArray()
                || offsets.size() != 2
                || !isLong(offsets.path(0))
                || !isLong(offsets.path(1))) {
            throw damaged(file, "tensor %s has no readable shape or data_offsets".formatted(name));
        }
        long begin = offsets.path(0).longValue();
        long end = offsets.path(1).longValue();
        if (begin < 0 || end < begin || end - begin != size) {
            throw damaged(
                    file,
                    "tensor %s of type %s and shape %s needs %d bytes, but data_offsets are %s"
                            .formatted(name, type, shape, size, offsets));
        }
        if (end > file.size() - data) {
            throw new SaoException(
                    "%s is cut off: tensor %s needs bytes %d..%d but the file ends at %d."
                            .formatted(file.path(), name, data + begin, data + end, file.size()),
                    "Fetch the file again: it is incomplete.");
        }
        return new StoredTensor(name, type, List.copyOf(shape), data + begin, size);
    }

    private static boolean isLong(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong();
    }

    private static ElementType elementType(MappedFile file, String name, String label) {
        try {
            return ElementType.valueOf(label);
        } catch (IllegalArgumentException e) {
            throw new SaoException(
                    "%s: tensor %s has the element type '%s'.".formatted(file.path(), name, label),
                    "Convert the model to F32, F16 or BF16.",
                    e);
        }
    }

    private static SequencedMap<String, StoredTensor> inFileOrder(
            MappedFile file, List<StoredTensor> tensors, long data) {
        tensors.sort(Comparator.comparingLong(StoredTensor::offset).thenComparingLong(StoredTensor::bytes));
        SequencedMap<String, StoredTensor> byName = new LinkedHashMap<>();
        long at = data;
        for (StoredTensor tensor : tensors) {
            if (tensor.offset() != at) {
                throw damaged(
                        file,
                        "tensor %s begins at byte %d, but the one before it ends at %d"
                                .formatted(tensor.name(), tensor.offset(), at));
            }
            at += tensor.bytes();
            byName.put(tensor.name(), tensor);
        }
        if (at != file.size()) {
            throw damaged(file, "its tensors end at byte %d, but the file at %d".formatted(at, file.size()));
        }
        return byName;
    }

    private static SaoException damaged(MappedFile file, String problem) {
        return new SaoException("%s: %s.".formatted(file.path(), problem), DAMAGED);
    }
}
