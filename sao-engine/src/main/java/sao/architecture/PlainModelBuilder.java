package sao.architecture;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.architecture.DecoderAssembly.Projection;
import sao.config.ModelConfig;
import sao.config.WeightNames;

/// Builds the differentiable model: each parameter is a separate leaf, neither packed nor copied.
final class PlainModelBuilder implements DecoderAssembly.Material {
    private final ModelConfig config;
    private final WeightReader reader;
    private final Map<String, LowRank> additions;

    PlainModelBuilder(ModelConfig config, WeightReader reader, Map<String, LowRank> additions) {
        this.config = config;
        this.reader = reader;
        this.additions = Map.copyOf(additions);
    }

    CausalLanguageModel build() {
        Tensor embedding = reader.read(WeightNames.EMBEDDING);
        Tensor head = config.tiedEmbeddings() ? embedding : reader.read(config.headName());
        LayerRotations rotations = new LayerRotations(config);
        DecoderAssembly assembly = new DecoderAssembly(config, this);
        return new CausalLanguageModel(
                config,
                new CausalLanguageModel.Parts(
                        Embedding.of(config, embedding),
                        rotations,
                        assembly.layers(),
                        assembly.finalNorm(),
                        new PlainLinear(head, Optional.empty()),
                        () -> input -> torch.linear(input, head.to(ScalarType.Float)),
                        List.of(rotations)));
    }

    @Override
    public Tensor tensor(String name) {
        return reader.read(name);
    }

    @Override
    public Linear linear(String weight) {
        return linear(weight, Optional.empty());
    }

    private Linear linear(String weight, Optional<String> bias) {
        Linear map = new PlainLinear(reader.read(weight), bias.map(reader::read));
        LowRank addition = additions.get(weight);
        return addition == null ? map : addition.after(map);
    }

    @Override
    public Projections projections(List<Projection> maps) {
        return new Projections.Separate(
                maps.stream().map(map -> linear(map.weight(), map.bias())).toList());
    }
}
