package sao.safetensors;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import sao.weights.DurableChannel;
import sao.weights.ElementType;
import sao.weights.MappedFile;

/// Writes a safetensors file one tensor at a time. The content is written to a temporary file in the same
/// folder, forced to disk, then renamed, so that a file with the final name is always complete.
///
/// ```java
/// new SafetensorsWriter() .metadata("format", "pt") .add("model.norm.weight", ElementType.BF16, shape, () ->
/// model.norm()) .write(folder.resolve("model.safetensors"));
/// ```
public final class SafetensorsWriter {
    private static final int ALIGNMENT = 64; // of the first tensor, so that vector loads do not cross cache lines
    private static final long STRIDE = 1L << 28;

    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final SequencedMap<String, Pending> tensors = new LinkedHashMap<>();

    private record Pending(ElementType type, List<Long> shape, Supplier<Tensor> values) {
        long bytes() {
            return shape.stream().reduce((long) type.bytes(), Math::multiplyExact);
        }
    }

    /// Adds an entry to the metadata. Hugging Face expects `format` to be `pt`.
    ///
    /// @return this
    public SafetensorsWriter metadata(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    /// Adds a tensor at the end.
    ///
    /// @param name of the tensor, not yet given
    /// @param type in which it is stored; values of another type are converted
    /// @param shape in PyTorch's order
    /// @param values gives the tensor when its turn comes, in a scope that closes right after
    /// @return this
    public SafetensorsWriter add(String name, ElementType type, long[] shape, Supplier<Tensor> values) {
        if (tensors.putIfAbsent(name, new Pending(type, list(shape), values)) != null) {
            throw new IllegalArgumentException("tensor %s was already added".formatted(name));
        }
        return this;
    }

    /// Writes the file.
    ///
    /// @throws sao.error.SaoException if it cannot be written
    public void write(Path path) {
        DurableChannel.write(path, channel -> {
            DurableChannel.writeAll(channel, ByteBuffer.wrap(header()));
            for (Map.Entry<String, Pending> entry : tensors.entrySet()) {
                writeTensor(channel, entry.getKey(), entry.getValue());
            }
        });
    }

    private static List<Long> list(long[] shape) {
        return Arrays.stream(shape).boxed().toList();
    }

    private byte[] header() {
        ObjectNode root = new JsonMapper().createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode node = root.putObject("__metadata__");
            metadata.forEach(node::put);
        }
        long at = 0;
        for (Map.Entry<String, Pending> entry : tensors.entrySet()) {
            ObjectNode node = root.putObject(entry.getKey());
            node.put("dtype", entry.getValue().type().name());
            entry.getValue().shape().forEach(node.putArray("shape")::add);
            node.putArray("data_offsets").add(at).add(at + entry.getValue().bytes());
            at += entry.getValue().bytes();
        }
        byte[] json = root.toString().getBytes(StandardCharsets.UTF_8);
        int padded = (json.length + 8 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        byte[] header = new byte[padded];
        Arrays.fill(header, (byte) ' ');
        ByteBuffer.wrap(header)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded - 8)
                .put(json);
        return header;
    }

    private static void writeTensor(FileChannel channel, String name, Pending pending) throws IOException {
        try (PointerScope _ = new PointerScope()) {
            Tensor given = pending.values().get();
            List<Long> shape = list(given.sizes().vec().get());
            if (!shape.equals(pending.shape())) {
                throw new IllegalArgumentException(
                        "tensor %s has shape %s, but %s was promised".formatted(name, shape, pending.shape()));
            }
            Tensor stored = given.detach()
                    .to(new Device("cpu"), pending.type().scalarType())
                    .contiguous();
            MemorySegment memory = MappedFile.segment(stored);
            for (long at = 0; at < memory.byteSize(); at += STRIDE) {
                DurableChannel.writeAll(
                        channel,
                        memory.asSlice(at, Math.min(STRIDE, memory.byteSize() - at))
                                .asByteBuffer());
            }
        }
    }
}
