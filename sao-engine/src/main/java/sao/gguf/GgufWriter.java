package sao.gguf;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.error.SaoException;
import sao.weights.DurableChannel;
import sao.weights.MappedFile;

/// Writes a GGUF file, version 3, one tensor at a time. Tensors are given under Hugging Face's names with
/// rows in Hugging Face's order and stored as llama.cpp expects them. [GgufFile] applies the inverse changes.
///
/// The file receives its name only when it is completely written.
public final class GgufWriter {
    private static final int BUFFER = 1 << 22;

    private final SequencedMap<String, Object> metadata;
    private final GgufLayout layout;
    private final SequencedMap<String, Pending> tensors = new LinkedHashMap<>();

    /// A tensor that is not written yet.
    private record Pending(GgufTensor tensor, GgufLayout.Change change, Supplier<Tensor> values) {}

    /// @param metadata of the file, `general.architecture` and the counts of heads among them: text, [Boolean],
    ///     [Integer], [Long], [Float], [Double], and lists of one of these
    /// @throws SaoException if the names of the architecture's tensors are unknown
    public GgufWriter(Map<String, ?> metadata) {
        this.metadata = new LinkedHashMap<>(metadata);
        this.layout = GgufLayout.of(metadata, "the file to be written");
    }

    /// Adds a tensor at the end.
    ///
    /// @param name Hugging Face's name, not yet used
    /// @param type in which it is stored, exactly this
    /// @param shape in PyTorch's order
    /// @param values gives the tensor when its turn comes, in a scope that closes right after
    /// @return this
    /// @throws SaoException if GGUF does not have such a tensor
    public GgufWriter add(String name, WeightType type, long[] shape, Supplier<Tensor> values) {
        String own = layout.names()
                .gguf(name)
                .orElseThrow(() -> new SaoException(
                        "Tensor %s has no name in GGUF files.".formatted(name),
                        "Write the model as a Hugging Face folder."));
        List<Long> dimensions = Arrays.stream(shape).boxed().toList();
        return put(own, type, dimensions, layout.change(own, dimensions), values);
    }

    /// Adds a tensor that only GGUF files have, stored as it is given in float32.
    ///
    /// @param name name in the file
    /// @param shape in PyTorch's order
    /// @param values gives the tensor when its turn comes
    /// @return this
    public GgufWriter addOriginal(String name, long[] shape, Supplier<Tensor> values) {
        List<Long> dimensions = Arrays.stream(shape).boxed().toList();
        return put(name, WeightType.F32, dimensions, GgufLayout.Change.NONE, values);
    }

    private GgufWriter put(
            String name, WeightType type, List<Long> shape, GgufLayout.Change change, Supplier<Tensor> values) {
        long places = shape.stream().reduce(1L, Math::multiplyExact);
        GgufTensor tensor =
                new GgufTensor(name, type.gguf(), shape, 0, type.gguf().bytes(places));
        if (tensor.columns() % type.gguf().blockValues() != 0) {
            throw new IllegalArgumentException(
                    "rows of %d values cannot be stored as %s".formatted(tensor.columns(), type));
        }
        if (tensors.putIfAbsent(name, new Pending(tensor, change, values)) != null) {
            throw new IllegalArgumentException("tensor %s was already added".formatted(name));
        }
        return this;
    }

    /// Writes the file.
    ///
    /// @throws SaoException if it cannot be written, or a value is not finite in its type; no file is
    ///     created then
    public void write(Path path) {
        byte[] header = GgufHeaderWriter.header(
                metadata, tensors.values().stream().map(Pending::tensor).toList());
        DurableChannel.write(path, channel -> {
            DurableChannel.writeAll(channel, ByteBuffer.wrap(header));
            for (Pending pending : tensors.values()) {
                writeTensor(channel, pending);
                long over = channel.position() % GgufHeaderWriter.ALIGNMENT;
                DurableChannel.writeAll(
                        channel, ByteBuffer.allocate((int) (over == 0 ? 0 : GgufHeaderWriter.ALIGNMENT - over)));
            }
        });
    }

    private static void writeTensor(FileChannel channel, Pending pending) throws IOException {
        GgufTensor tensor = pending.tensor();
        try (PointerScope _ = new PointerScope()) {
            Tensor given = pending.values().get();
            List<Long> shape = Arrays.stream(given.sizes().vec().get()).boxed().toList();
            if (!shape.equals(tensor.shape())) {
                throw new IllegalArgumentException(
                        "tensor %s has shape %s, but %s was promised".formatted(tensor.name(), shape, tensor.shape()));
            }
            Tensor single =
                    given.detach().to(new Device("cpu"), ScalarType.Float).contiguous();
            writeRows(channel, pending, MappedFile.segment(single));
        }
    }

    private static void writeRows(FileChannel channel, Pending pending, MemorySegment source) throws IOException {
        GgufTensor tensor = pending.tensor();
        int columns = Math.toIntExact(pending.change().columns(tensor.shape()));
        long rows = columns == 0 ? 0 : tensor.count() / columns;
        float[] values = new float[columns];
        byte[] blocks = new byte[Math.toIntExact(tensor.type().bytes(columns))];
        ByteBuffer buffer = ByteBuffer.allocateDirect(Math.max(BUFFER, blocks.length));
        for (long row = 0; row < rows; row++) {
            long place = pending.change().huggingFaceRow(row, rows);
            MemorySegment.copy(
                    source, ValueLayout.JAVA_FLOAT_UNALIGNED, place * columns * Float.BYTES, values, 0, columns);
            prepare(values, pending);
            tensor.type().encode(values, blocks);
            if (buffer.remaining() < blocks.length) {
                DurableChannel.writeAll(channel, buffer.flip());
                buffer.clear();
            }
            buffer.put(blocks);
        }
        DurableChannel.writeAll(channel, buffer.flip());
    }

    private static void prepare(float[] values, Pending pending) {
        double bound = pending.tensor().type().bound();
        for (int i = 0; i < values.length; i++) {
            values[i] += pending.change().shift();
            if (!(Math.abs(values[i]) < bound)) {
                throw new SaoException(
                        "Tensor %s holds the value %s, which %s cannot store."
                                .formatted(
                                        pending.tensor().name(),
                                        values[i],
                                        pending.tensor().type()),
                        "Write the model as bf16 or f32; a value that is not a number means a damaged model.");
            }
        }
    }
}
