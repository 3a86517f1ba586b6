package sao.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import sao.architecture.CausalLanguageModel;
import sao.architecture.WholeSequenceAttention;
import sao.config.ModelConfig;
import sao.modelfile.StoredTypes;
import sao.tensor.Tensors;
import sao.token.LogProbabilities;
import sao.token.TokenIds;
import sao.torch.EngineThread;
import sao.torch.TensorScope;
import sao.weights.WeightSource;

/// Log-probabilities under the trained weights as the trainer computes them: with the differentiable model,
/// one whole sequence at a time, in float32 on weights rounded to the exported type. It shares neither files
/// nor packing nor caches with the export.
///
/// @param config of the model
/// @param weights opens the weights, under Hugging Face names
/// @param stored the types to which the weights are rounded
/// @param threads number of threads of one tensor operation
record ExpectedScores(ModelConfig config, Supplier<WeightSource> weights, StoredTypes stored, int threads) {
    /// {@return for each sequence the log-probability of each token but the first}
    List<LogProbabilities> score(List<TokenIds> sequences) {
        try (var thread = new EngineThread("export check", threads)) {
            return thread.call(() -> {
                try (var _ = TensorScope.open();
                        var _ = new NoGradGuard();
                        var file = weights.get();
                        var model = CausalLanguageModel.of(config, rounded(file))) {
                    List<LogProbabilities> scores = new ArrayList<>();
                    for (TokenIds sequence : sequences) {
                        scores.add(score(model, sequence));
                    }
                    return scores;
                }
            });
        }
    }

    private Map<String, Tensor> rounded(WeightSource file) {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        config.parameterShapes()
                .forEach((name, shape) -> parameters.put(
                        name, TensorScope.returning(() -> stored.of(name, shape).rounded(file.read(name)))));
        return parameters;
    }

    private static LogProbabilities score(CausalLanguageModel model, TokenIds sequence) {
        try (var _ = TensorScope.open()) {
            int[] positions = IntStream.range(0, sequence.size()).toArray();
            Tensor hidden = model.hidden(
                    Tensors.longs(sequence.toArray()), Tensors.longs(positions), new WholeSequenceAttention());
            int predicted = sequence.size() - 1;
            Tensor logits = model.logits(hidden.narrow(0, 0, predicted));
            Tensor next =
                    Tensors.longs(sequence.slice(1, sequence.size()).toArray()).unsqueeze(1);
            return LogProbabilities.of(Tensors.toFloats(
                    torch.log_softmax(logits, -1).gather(1, next).squeeze(1)));
        }
    }
}
