package sao.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import sao.config.Family.Trait;
import sao.config.ModelConfig;
import sao.config.WeightNames;

/// Builds the layers of a family from its parameters, independent of the type of linear maps.
final class DecoderAssembly {
    private final ModelConfig config;
    private final Material material;

    DecoderAssembly(ModelConfig config, Material material) {
        this.config = config;
        this.material = material;
    }

    /// Creates linear maps and tensors from parameters, by their Hugging Face names.
    interface Material {
        /// {@return a parameter in its original form}
        Tensor tensor(String name);

        /// {@return a linear map without a bias}
        Linear linear(String weight);

        /// {@return several linear maps with the same input}
        Projections projections(List<Projection> maps);
    }

    /// One of several linear maps with the same input.
    ///
    /// @param weight its name
    /// @param bias its name, if it has one
    /// @param width of its output
    record Projection(String weight, Optional<String> bias, long width) {}

    /// {@return all layers, in order}
    List<DecoderLayer> layers() {
        List<DecoderLayer> layers = new ArrayList<>();
        for (int i = 0; i < config.layers(); i++) {
            layers.add(layer(i, new WeightNames(config.family(), i)));
        }
        return layers;
    }

    /// {@return the norm after the last layer}
    RmsNorm finalNorm() {
        return norm(WeightNames.FINAL_NORM);
    }

    private DecoderLayer layer(int index, WeightNames names) {
        return new DecoderLayer(
                config.attentionRule(index),
                new DecoderLayer.Heads(config.heads(), config.keyValueHeads(), config.headWidth()),
                inputs(names),
                has(Trait.QUERY_KEY_NORM)
                        ? Optional.of(new DecoderLayer.QueryKeyNorms(norm(names.queryNorm()), norm(names.keyNorm())))
                        : Optional.empty(),
                material.linear(names.attentionOutput()),
                norms(names.inputNorm(), names.attentionOutputNorm()),
                mlp(names),
                norms(names.feedForwardNorm(), names.feedForwardOutputNorm()));
    }

    private Projections inputs(WeightNames names) {
        boolean bias = has(Trait.INPUT_BIAS);
        long queries = (long) config.heads() * config.headWidth();
        long keys = (long) config.keyValueHeads() * config.headWidth();
        return material.projections(List.of(
                new Projection(names.query(), named(bias, names.queryBias()), queries),
                new Projection(names.key(), named(bias, names.keyBias()), keys),
                new Projection(names.value(), named(bias, names.valueBias()), keys)));
    }

    private GatedMlp mlp(WeightNames names) {
        long inner = config.feedForwardWidth();
        return new GatedMlp(
                material.projections(List.of(
                        new Projection(names.gate(), Optional.empty(), inner),
                        new Projection(names.up(), Optional.empty(), inner))),
                has(Trait.GELU_GATE) ? GatedMlp.Gate.GELU_TANH : GatedMlp.Gate.SILU,
                material.linear(names.down()));
    }

    private DecoderLayer.Norms norms(String input, String output) {
        return new DecoderLayer.Norms(
                norm(input), named(has(Trait.OUTPUT_NORMS), output).map(this::norm));
    }

    private static Optional<String> named(boolean present, String name) {
        return present ? Optional.of(name) : Optional.empty();
    }

    private RmsNorm norm(String name) {
        return new RmsNorm(material.tensor(name), config.normEpsilon(), has(Trait.SHIFTED_NORMS));
    }

    private boolean has(Trait trait) {
        return config.family().has(trait);
    }
}
