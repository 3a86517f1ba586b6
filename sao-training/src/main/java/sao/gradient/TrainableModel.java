package sao.gradient;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import sao.adapter.AdapterShapes;
import sao.adapter.AdapterStart;
import sao.adapter.LoraSettings;
import sao.architecture.CausalLanguageModel;
import sao.architecture.LowRank;
import sao.architecture.Precision;
import sao.config.ModelConfig;
import sao.token.Seeds;
import sao.torch.ComputeDevice;
import sao.torch.TensorScope;
import sao.weights.WeightSource;

/// The model under training: trained weights, frozen weights and the decoder made of both.
///
/// Without an adapter all weights are trained. With an adapter the model's own weights are frozen, in the
/// precision of the computation and without masters, and only the adapter's weights are trained.
public final class TrainableModel implements AutoCloseable {
    private final WeightSource start;
    private final TrainableWeights weights;
    private final Map<String, Tensor> frozen;
    private final CausalLanguageModel model;
    private final Precision precision;

    private TrainableModel(
            WeightSource start,
            TrainableWeights weights,
            Map<String, Tensor> frozen,
            CausalLanguageModel model,
            Precision precision) {
        this.start = start;
        this.weights = weights;
        this.frozen = frozen;
        this.model = model;
        this.precision = precision;
    }

    /// {@return a model of which all weights are trained, before its first step, owned by the caller}
    ///
    /// @param config its shape
    /// @param start its weights, by Hugging Face names; stay the caller's, and open as long as [#reset] is needed
    /// @param precision of activations and of the weights they meet
    /// @param seed of the rounding of bfloat16 weights
    public static TrainableModel whole(ModelConfig config, WeightSource start, Precision precision, long seed) {
        TrainableWeights weights =
                TrainableWeights.read(config.parameterShapes().keySet(), start, precision, seed);
        return new TrainableModel(
                start, weights, Map.of(), CausalLanguageModel.of(config, weights.leaves()), precision);
    }

    /// {@return a model of which only an adapter is trained, before its first step, owned by the caller}
    ///
    /// @param config its shape
    /// @param start its weights, by Hugging Face names; stay the caller's, and open as long as this: what is of
    ///     the precision already is not copied
    /// @param precision of activations and of the weights they meet
    /// @param lora the adapter
    /// @param seed of the adapter's initial weights and of the rounding of bfloat16 weights
    public static TrainableModel adapted(
            ModelConfig config, WeightSource start, Precision precision, LoraSettings lora, long seed) {
        Map<String, Tensor> frozen = new LinkedHashMap<>();
        try {
            freeze(config, start, precision, frozen);
            AdapterShapes shapes = new AdapterShapes(config, lora);
            WeightSource begin = new AdapterStart(shapes, Seeds.of(seed, "adapter"));
            TrainableWeights weights = TrainableWeights.read(begin.names(), begin, precision, seed);
            CausalLanguageModel model =
                    CausalLanguageModel.of(config, frozen, additions(shapes, weights.leaves(), lora.scale()));
            return new TrainableModel(begin, weights, frozen, model, precision);
        } catch (RuntimeException | Error e) {
            frozen.values().forEach(Tensor::close);
            throw e;
        }
    }

    private static void freeze(
            ModelConfig config, WeightSource start, Precision precision, Map<String, Tensor> frozen) {
        for (String name : config.parameterShapes().keySet()) {
            try (var _ = TensorScope.open()) {
                Tensor read = start.read(name).to(precision.elementType());
                frozen.put(name, TensorScope.keep(ComputeDevice.current().place(read)));
            }
        }
        start.unload();
    }

    private static Map<String, LowRank> additions(AdapterShapes shapes, Map<String, Tensor> leaves, double scale) {
        Map<String, LowRank> additions = new LinkedHashMap<>();
        for (String name : shapes.adapted()) {
            additions.put(
                    name,
                    new LowRank(
                            required(leaves, AdapterShapes.down(name)),
                            required(leaves, AdapterShapes.up(name)),
                            scale));
        }
        return additions;
    }

    private static Tensor required(Map<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalStateException("the adapter has no " + name);
        }
        return tensor;
    }

    Precision precision() {
        return precision;
    }

    /// {@return the trained weights; closed with this}
    public TrainableWeights weights() {
        return weights;
    }

    /// {@return the decoder, which computes with the weights as they are after the last step; closed with this}
    public CausalLanguageModel model() {
        return model;
    }

    /// Resets the weights to those before the first step.
    public void reset() {
        weights.reset(start);
    }

    @Override
    public void close() {
        model.close();
        weights.close();
        frozen.values().forEach(Tensor::close);
    }
}
