package sao.safetensors;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import sao.weights.DurableChannel;
import sao.weights.ElementType;

/// Writes the weights of a Hugging Face folder: `model.safetensors`, or shards with their index if the file
/// would be too large, as [ShardedSafetensors] reads them.
public final class ShardedSafetensorsWriter {
    private static final long LARGEST = 5_000_000_000L; // what transformers writes too

    private final long largest;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<List<Pending>> shards = new ArrayList<>();
    private long shardBytes;
    private long totalBytes;

    /// A tensor that is not written yet.
    private record Pending(String name, long bytes, Consumer<SafetensorsWriter> addition) {}

    /// With shards of at most 5 GB.
    public ShardedSafetensorsWriter() {
        this(LARGEST);
    }

    /// @param largest maximum size of a shard's tensors in bytes; a larger tensor has a shard of its own
    ShardedSafetensorsWriter(long largest) {
        this.largest = largest;
    }

    /// Adds an entry to the metadata of each file. Hugging Face expects `format` to be `pt`.
    ///
    /// @return this
    public ShardedSafetensorsWriter metadata(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    /// Adds a tensor at the end; as [SafetensorsWriter#add].
    ///
    /// @return this
    public ShardedSafetensorsWriter add(String name, ElementType type, long[] shape, Supplier<Tensor> values) {
        long bytes = type.bytes();
        for (long size : shape) {
            bytes = Math.multiplyExact(bytes, size);
        }
        Pending pending = new Pending(name, bytes, writer -> writer.add(name, type, shape, values));
        if (shards.isEmpty() || shardBytes + bytes > largest) {
            shards.add(new ArrayList<>());
            shardBytes = 0;
        }
        shards.getLast().add(pending);
        shardBytes += bytes;
        totalBytes += bytes;
        return this;
    }

    /// Writes the files; the index last, so that it never names a missing file.
    ///
    /// @param folder existing folder
    /// @throws sao.error.SaoException if they cannot be written
    public void write(Path folder) {
        if (shards.size() == 1) {
            write(shards.getFirst(), folder.resolve(ShardedSafetensors.SINGLE));
            return;
        }
        ObjectNode index = new JsonMapper().createObjectNode();
        index.putObject("metadata").put("total_size", totalBytes);
        ObjectNode map = index.putObject("weight_map");
        for (int i = 0; i < shards.size(); i++) {
            String file = "model-%05d-of-%05d.safetensors".formatted(i + 1, shards.size());
            write(shards.get(i), folder.resolve(file));
            shards.get(i).forEach(pending -> map.put(pending.name(), file));
        }
        byte[] text = (index.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
        DurableChannel.write(
                folder.resolve(ShardedSafetensors.INDEX),
                channel -> DurableChannel.writeAll(channel, ByteBuffer.wrap(text)));
    }

    private void write(List<Pending> shard, Path file) {
        SafetensorsWriter writer = new SafetensorsWriter();
        metadata.forEach(writer::metadata);
        shard.forEach(pending -> pending.addition().accept(writer));
        writer.write(file);
    }
}
