package sao.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import sao.adapter.AdapterShapes;
import sao.adapter.AdapterStart;
import sao.adapter.LoraSettings;
import sao.architecture.CausalLanguageModel;
import sao.architecture.LowRank;
import sao.architecture.ModelConfig;
import sao.architecture.Precision;
import sao.domain.Seeds;
import sao.tensor.TensorScope;
import sao.weights.WeightSource;

/// The model under training: the weights that move, those that do not, and the decoder made of both.
///
/// Without an adapter all weights move. With one, the model's own weights stay as they are, in the precision
/// of the computation and without masters, and only the adapter's move.
final class Trainee implements AutoCloseable {
    private final WeightSource start;
    private final TrainableWeights weights;
    private final Map<String, Tensor> frozen;
    private final CausalLanguageModel model;

    private Trainee(
            WeightSource start, TrainableWeights weights, Map<String, Tensor> frozen, CausalLanguageModel model) {
        this.start = start;
        this.weights = weights;
        this.frozen = frozen;
        this.model = model;
    }

    /// {@return a model before its first step, owned by the caller}
    ///
    /// @param start stays open as long as this
    static Trainee of(TrainingRun.Start start, TrainingSettings settings) {
        Precision precision = settings.compute().precision();
        return settings.lora()
                .map(lora ->
                        adapted(start, precision, lora, Seeds.of(settings.data().seed(), "adapter")))
                .orElseGet(() -> whole(start.config(), start.weights(), precision));
    }

    /// {@return a model of which all weights move, owned by the caller}
    ///
    /// @param start stays open as long as [#reset] is needed
    static Trainee whole(ModelConfig config, WeightSource start, Precision precision) {
        TrainableWeights weights = TrainableWeights.read(config, start, precision);
        return new Trainee(start, weights, Map.of(), CausalLanguageModel.of(config, weights.leaves()));
    }

    private static Trainee adapted(TrainingRun.Start start, Precision precision, LoraSettings lora, long seed) {
        Map<String, Tensor> frozen = new LinkedHashMap<>();
        for (String name : start.config().parameterShapes().keySet()) {
            try (var _ = TensorScope.open()) {
                frozen.put(name, TensorScope.keep(start.weights().read(name).to(precision.elementType())));
            }
        }
        start.weights().unload();
        AdapterShapes shapes = new AdapterShapes(start.config(), lora);
        WeightSource begin = new AdapterStart(shapes, seed);
        TrainableWeights weights = TrainableWeights.read(begin, precision);
        Map<String, Tensor> leaves = weights.leaves();
        Map<String, LowRank> additions = new LinkedHashMap<>();
        for (String name : shapes.adapted()) {
            additions.put(
                    name,
                    new LowRank(
                            required(leaves, AdapterShapes.down(name)),
                            required(leaves, AdapterShapes.up(name)),
                            lora.scale()));
        }
        return new Trainee(begin, weights, frozen, CausalLanguageModel.of(start.config(), frozen, additions));
    }

    private static Tensor required(Map<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalStateException("the adapter has no " + name);
        }
        return tensor;
    }

    ModelConfig config() {
        return model.config();
    }

    TrainableWeights weights() {
        return weights;
    }

    CausalLanguageModel model() {
        return model;
    }

    /// Makes the weights what they were before the first step.
    void reset() {
        weights.reset(start);
    }

    @Override
    public void close() {
        model.close();
        weights.close();
        frozen.values().forEach(Tensor::close);
    }
}
