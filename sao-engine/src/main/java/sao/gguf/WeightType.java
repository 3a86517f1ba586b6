package sao.gguf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.error.SaoException;
import sao.weights.ElementType;
import sao.weights.MappedFile;

/// The element types in which a model can be written.
public enum WeightType {
    /// Single precision: 4 bytes a value.
    F32(GgufType.F32, 0),
    /// Half precision: 2 bytes a value.
    F16(GgufType.F16, 1),
    /// The upper half of single precision: 2 bytes a value.
    BF16(GgufType.BF16, 32),
    /// 8-bit integers with one scale for 32 of them: 34 bytes for 32 values; GGUF only.
    Q8_0(GgufType.Q8_0, 7),
    /// 4-bit integers with one scale for 32 of them: 18 bytes for 32 values; GGUF only.
    Q4_0(GgufType.Q4_0, 2);

    private final GgufType gguf;
    private final int fileType;

    WeightType(GgufType gguf, int fileType) {
        this.gguf = gguf;
        this.fileType = fileType;
    }

    /// {@return the type with that name, in upper or lower case}
    ///
    /// @throws SaoException if there is none
    public static WeightType of(String label) {
        return Arrays.stream(values())
                .filter(type -> type.label().equals(label.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new SaoException(
                        "'%s' is not a weight type.".formatted(label),
                        "Choose one of %s."
                                .formatted(Arrays.stream(values())
                                        .map(WeightType::label)
                                        .collect(Collectors.joining(", ")))));
    }

    /// {@return its name on command lines: `bf16`}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// {@return safetensors' name for it; empty for a type that only GGUF files have}
    public Optional<ElementType> element() {
        return switch (this) {
            case F32 -> Optional.of(ElementType.F32);
            case F16 -> Optional.of(ElementType.F16);
            case BF16 -> Optional.of(ElementType.BF16);
            case Q8_0, Q4_0 -> Optional.empty();
        };
    }

    /// {@return the number under `general.file_type` of a GGUF file whose matrices are of this type}
    public int fileType() {
        return fileType;
    }

    GgufType gguf() {
        return gguf;
    }

    /// {@return the type of a tensor in a GGUF file of this type}
    ///
    /// Vectors stay float32. Rows whose length is not a multiple of 32 cannot be quantised and become F16. The
    /// head, which is most sensitive to rounding, keeps 8 bits in a file of 4 bits.
    ///
    /// @param shape in PyTorch's order
    /// @param head whether logits are computed with it
    public WeightType inGguf(long[] shape, boolean head) {
        if (shape.length < 2) {
            return F32;
        }
        if (shape[shape.length - 1] % gguf.blockValues() != 0) {
            return F16;
        }
        return this == Q4_0 && head ? Q8_0 : this;
    }

    /// Rounds values to the precision of this type.
    ///
    /// @return float32 on the CPU, in the caller's scope; the given tensor if its values do not change
    public Tensor rounded(Tensor values) {
        Tensor single = values.detach().to(new Device("cpu"), ScalarType.Float).contiguous();
        if (element().isPresent()) {
            return single.to(element().get().scalarType()).to(ScalarType.Float);
        }
        Tensor result = MappedFile.allocate(single.sizes().vec().get(), ScalarType.Float);
        MemorySegment source = MappedFile.segment(single);
        MemorySegment target = MappedFile.segment(result);
        int columns = Math.toIntExact(single.size(-1));
        float[] row = new float[columns];
        byte[] blocks = new byte[Math.toIntExact(gguf.bytes(columns))];
        for (long at = 0; at < source.byteSize(); at += 4L * columns) {
            MemorySegment.copy(source, ValueLayout.JAVA_FLOAT_UNALIGNED, at, row, 0, columns);
            gguf.encode(row, blocks);
            gguf.decode(blocks, row);
            MemorySegment.copy(row, 0, target, ValueLayout.JAVA_FLOAT_UNALIGNED, at, columns);
        }
        return result;
    }
}
