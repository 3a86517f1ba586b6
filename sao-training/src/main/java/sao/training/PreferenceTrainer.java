package sao.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import sao.domain.PreferencePair;
import sao.generation.ModelSource;
import sao.tensor.EngineThread;
import sao.tensor.TensorScope;

/// Trains a model on preference pairs: the door of this package.
public final class PreferenceTrainer {
    private PreferenceTrainer() {}

    /// Trains to the end, or goes on from the last checkpoint in the folder. Blocks; all tensors live on a
    /// thread of its own.
    ///
    /// @param source the model at its start; it must have sampled the pairs. It stays the caller's
    /// @param pairs with the token ids as sampled
    /// @param settings of the training
    /// @param checkpoints folder of the checkpoints
    /// @param listener hears of everything
    /// @return what the training left behind
    /// @throws sao.domain.SaoException if no pair can be trained, if the model is not the one that sampled
    ///     them, if a number breaks, or if a checkpoint cannot be written
    public static TrainingResult train(
            ModelSource source,
            List<PreferencePair> pairs,
            TrainingSettings settings,
            Path checkpoints,
            TrainingListener listener) {
        PairIntake intake = PairIntake.of(pairs, settings.data(), rules(source), limits(source));
        try (var thread = new EngineThread("trainer", settings.compute().threads())) {
            return thread.call(() -> {
                var inputs = new TrainingRun.Inputs(start(source), intake, settings);
                try (var _ = TensorScope.open();
                        var run = new TrainingRun(inputs, checkpoints, listener)) {
                    return run.train();
                }
            });
        }
    }

    private static TrainingRun.Start start(ModelSource source) {
        return new TrainingRun.Start(source.config(), source.weights(), source.paddingToken());
    }

    private static PairIntake.Limits limits(ModelSource source) {
        return new PairIntake.Limits(
                source.config().contextTokens(), source.config().vocabularySize());
    }

    private static TokenRules rules(ModelSource source) {
        Optional<Integer> beginning = source.tokenizer().addedBeginning();
        return new TokenRules(beginning, source.endOfTurn());
    }
}
