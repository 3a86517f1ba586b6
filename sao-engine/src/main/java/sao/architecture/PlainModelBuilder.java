package sao.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Builds the differentiable model: every parameter a leaf of its own, nothing packed or copied.
final class PlainModelBuilder {
    private final ModelConfig config;
    private final WeightReader reader;

    PlainModelBuilder(ModelConfig config, WeightReader reader) {
        this.config = config;
        this.reader = reader;
    }

    CausalLanguageModel build() {
        Tensor embedding = reader.read(WeightNames.EMBEDDING);
        Tensor head = config.tiedEmbeddings() ? embedding : reader.read(WeightNames.HEAD);
        RotaryEmbedding rotary = RotaryEmbedding.of(config);
        List<DecoderLayer> layers = new ArrayList<>();
        for (int i = 0; i < config.layers(); i++) {
            layers.add(layer(new WeightNames(i)));
        }
        return new CausalLanguageModel(
                config,
                new CausalLanguageModel.Parts(
                        embedding,
                        rotary,
                        layers,
                        norm(WeightNames.FINAL_NORM),
                        new PlainLinear(head, Optional.empty()),
                        () -> input -> torch.linear(input, head.to(ScalarType.Float)),
                        List.of(rotary)));
    }

    private DecoderLayer layer(WeightNames names) {
        boolean bias = config.family().inputBias();
        return new DecoderLayer(
                new DecoderLayer.Heads(config.heads(), config.keyValueHeads(), config.headWidth()),
                norm(names.inputNorm()),
                new Projections.Separate(List.of(
                        linear(names.query(), bias ? Optional.of(names.queryBias()) : Optional.empty()),
                        linear(names.key(), bias ? Optional.of(names.keyBias()) : Optional.empty()),
                        linear(names.value(), bias ? Optional.of(names.valueBias()) : Optional.empty()))),
                config.family().queryKeyNorm()
                        ? Optional.of(new DecoderLayer.QueryKeyNorms(norm(names.queryNorm()), norm(names.keyNorm())))
                        : Optional.empty(),
                linear(names.attentionOutput(), Optional.empty()),
                norm(names.feedForwardNorm()),
                new GatedMlp(
                        new Projections.Separate(
                                List.of(linear(names.gate(), Optional.empty()), linear(names.up(), Optional.empty()))),
                        linear(names.down(), Optional.empty())));
    }

    private Linear linear(String weight, Optional<String> bias) {
        return new PlainLinear(reader.read(weight), bias.map(reader::read));
    }

    private RmsNorm norm(String name) {
        return new RmsNorm(reader.read(name), config.normEpsilon());
    }
}
