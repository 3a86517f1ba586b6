package sao.weights;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.domain.SaoException;

/// One memory-mapped GGUF file, seen as the model it was made from: Hugging Face names, query and key rows
/// in Hugging Face order, Gemma's norm weights without the added 1. Quantised tensors are read as float32.
/// A tensor without a counterpart keeps its own name.
public final class GgufFile implements WeightSource {
    private static final String FREQUENCY_DIVISORS = "rope_freqs.weight";

    private final MappedFile file;
    private final GgufHeader header;
    private final GgufNames names;
    private final SequencedMap<String, GgufTensor> byName = new LinkedHashMap<>();
    private Optional<String> fingerprint = Optional.empty();

    private GgufFile(MappedFile file, GgufHeader header) {
        this.file = file;
        this.header = header;
        this.names = GgufNames.of(
                string("general.architecture").orElse(""), file.path().toString());
        for (GgufTensor tensor : header.tensors().values()) {
            if (!tensor.name().equals(FREQUENCY_DIVISORS)) {
                byName.put(names.huggingFace(tensor.name()).orElse(tensor.name()), tensor);
            }
        }
    }

    /// Opens a file and checks its header against its size.
    ///
    /// @throws SaoException if it is not there, cut off, not a GGUF file, or of a family or element type
    ///     that cannot be read
    public static GgufFile open(Path path) {
        MappedFile file = MappedFile.open(path);
        try {
            return new GgufFile(file, GgufHeader.read(file));
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /// {@return all that the file says of its model, in its order: text, [Boolean], [Long] for integers,
    /// [Float], [Double], and lists of these}
    public Map<String, Object> metadata() {
        return header.metadata();
    }

    /// {@return the text under a key of the metadata, if there is one}
    public Optional<String> string(String key) {
        return header.metadata().get(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /// {@return the number under a key of the metadata, if there is one}
    public Optional<Number> number(String key) {
        return header.metadata().get(key) instanceof Number number ? Optional.of(number) : Optional.empty();
    }

    /// {@return the file's own names, in its order}
    public List<String> originalNames() {
        return List.copyOf(header.tensors().keySet());
    }

    /// Reads a tensor as the file holds it: its own name and order of rows, nothing subtracted.
    ///
    /// @return float32 values of the tensor, given to the caller's scope
    /// @throws SaoException if there is no such tensor
    public Tensor readOriginal(String name) {
        GgufTensor tensor = header.tensors().get(name);
        if (tensor == null) {
            throw missing(name);
        }
        return decode(tensor, 0, 0);
    }

    /// {@return by what the rope frequency of each pair of places is divided, `[D/2]`; empty if the file does
    /// not say it so}
    public List<Float> frequencyDivisors() {
        GgufTensor tensor = header.tensors().get(FREQUENCY_DIVISORS);
        if (tensor == null) {
            return List.of();
        }
        byte[] blocks = file.bytes().asSlice(tensor.offset(), tensor.bytes()).toArray(ValueLayout.JAVA_BYTE);
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
        return shape(tensor(name));
    }

    private static long[] shape(GgufTensor tensor) {
        return tensor.shape().stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public Tensor read(String name) {
        GgufTensor tensor = tensor(name);
        int heads = interleavedHeads(tensor);
        boolean shifted = names.shifted(tensor.name());
        if (heads > 0 || shifted) {
            return decode(tensor, heads, shifted ? 1 : 0);
        }
        return switch (tensor.type()) {
            case F32 -> file.view(tensor.offset(), shape(tensor), ScalarType.Float, Float.BYTES);
            case F16 -> file.view(tensor.offset(), shape(tensor), ScalarType.Half, Short.BYTES);
            case BF16 -> file.view(tensor.offset(), shape(tensor), ScalarType.BFloat16, Short.BYTES);
            default -> decode(tensor, 0, 0);
        };
    }

    private GgufTensor tensor(String name) {
        GgufTensor tensor = byName.get(name);
        if (tensor == null) {
            throw missing(name);
        }
        return tensor;
    }

    private SaoException missing(String name) {
        return new SaoException(
                "%s has no tensor %s.".formatted(file.path(), name), "Take a file that holds the whole model.");
    }

    /// {@return the number of heads whose rows are interleaved, or 0}
    private int interleavedHeads(GgufTensor tensor) {
        String architecture = string("general.architecture").orElse("");
        Number heads = number(architecture + ".attention.head_count").orElse(0);
        if (names.permutesKey(tensor.name())) {
            heads = number(architecture + ".attention.head_count_kv").orElse(heads);
        } else if (!names.permutesQuery(tensor.name())) {
            return 0;
        }
        long rows = tensor.shape().getFirst();
        if (heads.intValue() <= 0 || rows % (2L * heads.intValue()) != 0) {
            throw new SaoException(
                    "%s: tensor %s has %d rows, but the metadata promise %s heads of even width."
                            .formatted(file.path(), tensor.name(), rows, heads),
                    "Convert the model with a current llama.cpp.");
        }
        return heads.intValue();
    }

    /// Decodes row by row into a new tensor.
    ///
    /// @param heads how many heads' rows are interleaved, 0 when none are
    /// @param shift taken from every value
    private Tensor decode(GgufTensor tensor, int heads, float shift) {
        Tensor result = MappedFile.allocate(shape(tensor), ScalarType.Float);
        MemorySegment target = MappedFile.segment(result);
        // of a vector whose rows are interleaved every value is a row; otherwise one row is decoded at a time
        int columns = (int) (heads > 0 && tensor.shape().size() == 1 ? 1 : tensor.columns());
        long rows = columns == 0 ? 0 : tensor.count() / columns;
        int width = heads == 0 ? 0 : (int) (rows / heads);
        byte[] blocks = new byte[Math.toIntExact(tensor.type().bytes(columns))];
        float[] values = new float[columns];
        for (long row = 0; row < rows; row++) {
            MemorySegment.copy(
                    file.bytes(),
                    ValueLayout.JAVA_BYTE,
                    tensor.offset() + row * blocks.length,
                    blocks,
                    0,
                    blocks.length);
            tensor.type().decode(blocks, values);
            if (shift != 0) {
                for (int i = 0; i < columns; i++) {
                    values[i] -= shift;
                }
            }
            long place = width == 0 ? row : huggingFaceRow(row, width);
            MemorySegment.copy(
                    values, 0, target, ValueLayout.JAVA_FLOAT_UNALIGNED, place * columns * Float.BYTES, columns);
        }
        return result;
    }

    /// {@return where the converter took this row from: inside a head it put rows 0, D/2, 1, D/2 + 1, ...}
    private static long huggingFaceRow(long row, int width) {
        long inHead = row % width;
        return row - inHead + (inHead % 2) * (width / 2) + inHead / 2;
    }

    @Override
    public String fingerprint() {
        if (fingerprint.isEmpty()) {
            fingerprint = Optional.of(file.sha256());
        }
        return fingerprint.get();
    }

    @Override
    public void close() {
        file.close();
    }
}
