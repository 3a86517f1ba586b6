package sao.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.architecture.DecoderAssembly.Projection;
import sao.config.ModelConfig;
import sao.config.WeightNames;
import sao.tensor.PackedWeight;
import sao.tensor.QuantizedWeight;
import sao.torch.ComputeDevice;
import sao.torch.TensorScope;

/// Builds the model for inference: tensors are read, cast and packed one at a time; maps with the same input
/// are joined.
final class PackedModelBuilder implements DecoderAssembly.Material {
    /// Number of input rows for which the packed layout is optimised.
    private static final long EXPECTED_ROWS = 64;

    private final ModelConfig config;
    private final WeightReader reader;
    private final Precision precision;
    private final List<AutoCloseable> owned = new ArrayList<>();

    PackedModelBuilder(ModelConfig config, WeightReader reader, Precision precision) {
        this.config = config;
        this.reader = reader;
        this.precision = precision;
    }

    CausalLanguageModel build() {
        try (var _ = new NoGradGuard()) {
            return assemble();
        } catch (RuntimeException e) {
            for (AutoCloseable part : owned) {
                closeAfter(e, part);
            }
            throw e;
        }
    }

    private static void closeAfter(RuntimeException failure, AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }

    private CausalLanguageModel assemble() {
        Tensor embedding = copy(WeightNames.EMBEDDING);
        LayerRotations rotations = new LayerRotations(config);
        owned.add(rotations);
        DecoderAssembly assembly = new DecoderAssembly(config, this);
        List<DecoderLayer> layers = assembly.layers();
        Tensor headWeight = config.tiedEmbeddings() ? embedding : copy(config.headName());
        Linear head = head(headWeight);
        RmsNorm finalNorm = assembly.finalNorm();
        Float32Head float32Head = new Float32Head(head, headWeight, precision);
        owned.add(float32Head);
        return new CausalLanguageModel(
                config,
                new CausalLanguageModel.Parts(
                        Embedding.of(config, embedding),
                        rotations,
                        layers,
                        finalNorm,
                        head,
                        float32Head::get,
                        List.copyOf(owned)));
    }

    /// The head in float32, packed on first use: most runs do not score.
    private static final class Float32Head implements AutoCloseable {
        private final Tensor weight;
        private Optional<Linear> head;
        private Optional<PackedWeight> packed = Optional.empty();
        private Optional<Tensor> plain = Optional.empty();

        Float32Head(Linear head, Tensor weight, Precision precision) {
            this.weight = weight;
            this.head = precision == Precision.FLOAT32 ? Optional.of(head) : Optional.empty();
        }

        /// {@return the head; the first lane that needs it packs it}
        synchronized Linear get() {
            if (head.isEmpty()) {
                try (var _ = TensorScope.open()) {
                    head = Optional.of(made(weight.to(ScalarType.Float)));
                }
            }
            return head.get();
        }

        private Linear made(Tensor exact) {
            if (!ComputeDevice.current().isProcessor()) {
                plain = Optional.of(TensorScope.keep(exact));
                return new PlainLinear(exact, Optional.empty());
            }
            PackedWeight wide = PackedWeight.of(exact, Optional.empty(), EXPECTED_ROWS);
            packed = Optional.of(wide);
            return new PrepackedLinear(wide);
        }

        @Override
        public void close() {
            plain.ifPresent(Tensor::close);
            packed.ifPresent(PackedWeight::close);
        }
    }

    @Override
    public Tensor tensor(String name) {
        return copy(name);
    }

    @Override
    public Linear linear(String weight) {
        try (var _ = TensorScope.open()) {
            return pack(joined(List.of(weight)), Optional.empty());
        }
    }

    @Override
    public Projections projections(List<Projection> maps) {
        List<String> weights = maps.stream().map(Projection::weight).toList();
        List<String> biases = maps.stream().flatMap(map -> map.bias().stream()).toList();
        try (var _ = TensorScope.open()) {
            Linear joint = pack(joined(weights), biases.isEmpty() ? Optional.empty() : Optional.of(joined(biases)));
            return new Projections.Fused(
                    joint, maps.stream().map(Projection::width).toList());
        }
    }

    /// {@return the head for generation; it is not quantised to 8 bits, since it is most sensitive to
    /// rounding}
    private Linear head(Tensor weight) {
        ScalarType type = precision == Precision.INT8 ? Precision.automatic().elementType() : precision.elementType();
        Linear head = exact(weight.to(type), Optional.empty());
        return type == precision.elementType() ? head : hidden -> head.apply(hidden.to(type));
    }

    private Linear pack(Tensor weight, Optional<Tensor> bias) {
        if (precision != Precision.INT8) {
            return exact(weight, bias);
        }
        QuantizedWeight quantized = QuantizedWeight.of(weight, bias);
        owned.add(quantized);
        return new QuantizedLinear(quantized);
    }

    private Linear exact(Tensor weight, Optional<Tensor> bias) {
        if (!ComputeDevice.current().isProcessor() || !PackedWeight.supports(weight.scalar_type())) {
            return new PlainLinear(own(weight.clone()), bias.map(addend -> own(addend.clone())));
        }
        PackedWeight packed = PackedWeight.of(weight, bias, EXPECTED_ROWS);
        owned.add(packed);
        return new PrepackedLinear(packed);
    }

    private Tensor joined(List<String> names) {
        TensorVector parts = new TensorVector();
        for (String name : names) {
            parts.push_back(reader.read(name).to(precision.elementType()));
        }
        return ComputeDevice.current().place(torch.cat(parts, 0));
    }

    /// {@return a copy that stays valid after the file is closed}
    private Tensor copy(String name) {
        try (var _ = TensorScope.open()) {
            Tensor read = reader.read(name);
            Tensor cast = read.to(precision.elementType());
            Tensor whole = cast.is_alias_of(read) ? cast.clone() : cast;
            return own(ComputeDevice.current().place(whole));
        }
    }

    private Tensor own(Tensor tensor) {
        owned.add(TensorScope.keep(tensor));
        return tensor;
    }
}
