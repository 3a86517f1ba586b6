package sao.gguf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.error.SaoException;
import sao.weights.MappedFile;
import sao.weights.WeightSource;

/// A memory-mapped GGUF file, or all parts of a split one, presented as the Hugging Face model: Hugging Face
/// names, query and key rows in Hugging Face order, Gemma's norm weights without the added 1. Quantised
/// tensors are read as float32. A tensor without a counterpart keeps its own name.
public final class GgufFile implements WeightSource {
    private static final String FREQUENCY_DIVISORS = "rope_freqs.weight";
    private static final long MOST_DIVISORS = 1 << 16;

    private final GgufParts parts;
    private final GgufLayout layout;
    private final SequencedMap<String, GgufParts.Placed> byName = new LinkedHashMap<>();
    private Optional<String> fingerprint = Optional.empty();

    private GgufFile(GgufParts parts) {
        this.parts = parts;
        this.layout = GgufLayout.of(parts.metadata(), parts.path().toString());
        parts.tensors().forEach((own, placed) -> {
            if (!own.equals(FREQUENCY_DIVISORS)) {
                byName.put(layout.names().huggingFace(own).orElse(own), placed);
            }
        });
    }

    /// Opens a file, or the first of the files that a model was split into, and checks every header against
    /// the size of its file.
    ///
    /// @throws SaoException if the file is missing, truncated, not a GGUF file, of an unsupported family
    ///     or element type, or if a part is missing
    public static GgufFile open(Path path) {
        GgufParts parts = GgufParts.open(path);
        try {
            return new GgufFile(parts);
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /// {@return the file's metadata, in its order: text, [Boolean], [Long] for integers, [Float], [Double],
    /// and lists of these}
    public Map<String, Object> metadata() {
        return Collections.unmodifiableMap(parts.metadata());
    }

    /// {@return the number under a key of the metadata, if there is one}
    public Optional<Number> number(String key) {
        return parts.metadata().get(key) instanceof Number number ? Optional.of(number) : Optional.empty();
    }

    /// Reads a tensor by llama.cpp's name, with rows in the file's order and values unchanged.
    ///
    /// @return float32 values of the tensor, given to the caller's scope
    /// @throws SaoException if the file has no tensor of that name
    Tensor readOriginal(String name) {
        GgufParts.Placed placed = parts.tensors().get(name);
        if (placed == null) {
            throw missing(name);
        }
        return decode(placed, GgufLayout.Change.NONE);
    }

    /// {@return the divisor of each rotary frequency, `[D/2]`; empty if the file has no table of them}
    public List<Float> frequencyDivisors() {
        GgufParts.Placed placed = parts.tensors().get(FREQUENCY_DIVISORS);
        if (placed == null) {
            return List.of();
        }
        GgufTensor tensor = placed.tensor();
        if (tensor.count() > MOST_DIVISORS) {
            throw new SaoException(
                    "%s holds %d rope frequencies.".formatted(parts.path(), tensor.count()),
                    "Fetch the file again: it is damaged.");
        }
        byte[] blocks =
                placed.file().bytes().asSlice(tensor.offset(), tensor.bytes()).toArray(ValueLayout.JAVA_BYTE);
        float[] values = new float[Math.toIntExact(tensor.count())];
        tensor.type().decode(blocks, values);
        List<Float> divisors = new ArrayList<>();
        for (float value : values) {
            divisors.add(value);
        }
        return divisors;
    }

    @Override
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    @Override
    public long[] shape(String name) {
        return shape(placed(name).tensor());
    }

    @Override
    public String storedAs(String name) {
        return placed(name).tensor().type().name();
    }

    private static long[] shape(GgufTensor tensor) {
        return tensor.shape().stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public Tensor read(String name) {
        GgufParts.Placed placed = placed(name);
        GgufTensor tensor = placed.tensor();
        GgufLayout.Change change = layout.change(tensor.name(), tensor.shape());
        if (!change.equals(GgufLayout.Change.NONE)) {
            return decode(placed, change);
        }
        return switch (tensor.type()) {
            case F32 -> placed.file().view(tensor.offset(), shape(tensor), ScalarType.Float, Float.BYTES);
            case F16 -> placed.file().view(tensor.offset(), shape(tensor), ScalarType.Half, Short.BYTES);
            case BF16 -> placed.file().view(tensor.offset(), shape(tensor), ScalarType.BFloat16, Short.BYTES);
            default -> decode(placed, change);
        };
    }

    private GgufParts.Placed placed(String name) {
        GgufParts.Placed placed = byName.get(name);
        if (placed == null) {
            throw missing(name);
        }
        return placed;
    }

    private SaoException missing(String name) {
        return new SaoException(
                "%s has no tensor %s.".formatted(parts.path(), name), "Take a file that holds the whole model.");
    }

    /// Decodes row by row into a new tensor of Hugging Face's values.
    private static Tensor decode(GgufParts.Placed placed, GgufLayout.Change change) {
        GgufTensor tensor = placed.tensor();
        Tensor result = MappedFile.allocate(shape(tensor), ScalarType.Float);
        MemorySegment target = MappedFile.segment(result);
        int columns = (int) change.columns(tensor.shape());
        long rows = columns == 0 ? 0 : tensor.count() / columns;
        byte[] blocks = new byte[Math.toIntExact(tensor.type().bytes(columns))];
        float[] values = new float[columns];
        for (long row = 0; row < rows; row++) {
            MemorySegment.copy(
                    placed.file().bytes(),
                    ValueLayout.JAVA_BYTE,
                    tensor.offset() + row * blocks.length,
                    blocks,
                    0,
                    blocks.length);
            tensor.type().decode(blocks, values);
            if (change.shift() != 0) {
                for (int i = 0; i < columns; i++) {
                    values[i] -= change.shift();
                }
            }
            long place = change.huggingFaceRow(row, rows);
            MemorySegment.copy(
                    values, 0, target, ValueLayout.JAVA_FLOAT_UNALIGNED, place * columns * Float.BYTES, columns);
        }
        return result;
    }

    @Override
    public void unload() {
        parts.unload();
    }

    @Override
    public String fingerprint() {
        if (fingerprint.isEmpty()) {
            fingerprint = Optional.of(parts.fingerprint());
        }
        return fingerprint.get();
    }

    @Override
    public String toString() {
        return parts.path().toString();
    }

    @Override
    public void close() {
        parts.close();
    }
}
