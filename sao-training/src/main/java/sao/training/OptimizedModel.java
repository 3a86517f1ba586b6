package sao.training;

import java.util.List;
import java.util.stream.Stream;
import sao.architecture.CausalLanguageModel;
import sao.architecture.Precision;
import sao.batch.PairFilter;
import sao.batch.TrainingPair;
import sao.gradient.AnswerRow;
import sao.gradient.RowPass;
import sao.gradient.TrainableModel;
import sao.gradient.TrainableWeights;
import sao.optimizer.AdamW;
import sao.tensor.Tensors;
import sao.token.LogProbabilities;
import sao.torch.TensorScope;
import sao.trainer.TrainingSettings;

/// A model under training with its passes over rows and its optimizer, all of which it owns.
final class OptimizedModel implements AutoCloseable {
    private final OpenResources resources = new OpenResources();
    private final TrainableModel model;
    private final MemoryPlan memory;
    private final RowPass pass;
    private final AdamW optimizer;

    /// Loads the weights.
    ///
    /// @param pairs at least one; the longest of them and of the held-out pairs determines the memory
    OptimizedModel(TrainingRun.Start start, PairFilter pairs, TrainingSettings settings) {
        List<AnswerRow> rows = Stream.concat(pairs.kept().stream(), pairs.heldOut().stream())
                .map(TrainingPair::row)
                .toList();
        try {
            this.model = resources.add(model(start, settings), TrainableModel::close);
            this.memory = MemoryPlan.of(
                    new MemoryPlan.Work(
                            start.config(),
                            model.weights().count(),
                            settings.lora().isEmpty(),
                            rows),
                    settings.compute(),
                    settings.optimizer().state());
            this.pass = resources.add(
                    new RowPass(
                            model,
                            rows.stream()
                                    .mapToInt(AnswerRow::longestSequence)
                                    .max()
                                    .orElseThrow(),
                            new RowPass.Memory(settings.compute().rowLogitBytes(), memory.recomputed()),
                            start.paddingToken()),
                    RowPass::close);
            this.optimizer = resources.add(
                    new AdamW(model.weights().masters(), settings.optimizer().state()), AdamW::close);
        } catch (RuntimeException | Error e) {
            resources.close();
            throw e;
        }
    }

    private static TrainableModel model(TrainingRun.Start start, TrainingSettings settings) {
        Precision precision = settings.compute().precision();
        long seed = settings.data().seed();
        return settings.lora()
                .map(lora -> TrainableModel.adapted(start.config(), start.weights(), precision, lora, seed))
                .orElseGet(() -> TrainableModel.whole(start.config(), start.weights(), precision, seed));
    }

    /// {@return the decoder, with the weights after the last step}
    CausalLanguageModel model() {
        return model.model();
    }

    TrainableWeights weights() {
        return model.weights();
    }

    MemoryPlan memory() {
        return memory;
    }

    RowPass pass() {
        return pass;
    }

    AdamW optimizer() {
        return optimizer;
    }

    /// {@return `[M]`, the log-probability of each answer token of a row; nats}
    LogProbabilities logProbabilities(AnswerRow row) {
        try (var _ = TensorScope.open()) {
            return LogProbabilities.of(Tensors.toFloats(pass.logProbabilities(row)));
        }
    }

    /// Resets weights and optimizer to those before the first step.
    void reset() {
        model.reset();
        optimizer.reset();
    }

    @Override
    public void close() {
        resources.close();
    }
}
