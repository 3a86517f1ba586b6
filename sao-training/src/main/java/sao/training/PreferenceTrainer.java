package sao.training;

import java.util.List;
import java.util.Optional;
import sao.batch.EncodedPairs;
import sao.batch.PairFilter;
import sao.batch.PairPreview;
import sao.batch.TokenRules;
import sao.batch.TrainingPair;
import sao.domain.PreferencePair;
import sao.error.SaoException;
import sao.model.ModelSource;
import sao.model.TurnEncoder;
import sao.torch.ComputeDevice;
import sao.torch.EngineThread;
import sao.torch.FreedMemory;
import sao.torch.TensorScope;
import sao.trainer.TrainingListener;
import sao.trainer.TrainingSettings;

/// Trains a model on preference pairs: the door of this package.
public final class PreferenceTrainer {
    private PreferenceTrainer() {}

    /// Trains to the end, or goes on from the last checkpoint in the folder. Blocks; all tensors live on a
    /// thread of its own.
    ///
    /// @param source the model at its start; it must have sampled the pairs. It stays the caller's
    /// @param data pairs and probes
    /// @param settings of the training
    /// @param place where it keeps its state
    /// @param listener hears of everything
    /// @return what the training left behind
    /// @throws SaoException if no pair can be trained, if the model is not the one that sampled them, if a
    ///     number breaks, if a graphics card has too little memory, or if a checkpoint cannot be written
    public static TrainingResult train(
            ModelSource source,
            TrainingData data,
            TrainingSettings settings,
            TrainingPlace place,
            TrainingListener listener) {
        EncodedPairs encoded = encoded(source, data.pairs());
        PairFilter intake = PairFilter.of(encoded.pairs(), settings.data(), rules(source), limits(source));
        encoded.warning().ifPresent(listener::warned);
        var compute = settings.compute();
        try (var thread = new EngineThread("trainer", compute.threads(), compute.device())) {
            return thread.call(() -> {
                var inputs = new TrainingRun.Inputs(
                        start(source),
                        intake,
                        settings,
                        new Guard.Questions(
                                data.probes(),
                                source.endOfTurn(),
                                settings.data().seed()));
                try (var _ = TensorScope.open();
                        var run = new TrainingRun(inputs, place, listener)) {
                    return run.train();
                }
            });
        } catch (RuntimeException e) {
            throw explained(e, compute.device());
        } finally {
            FreedMemory.giveBack();
        }
    }

    private static EncodedPairs encoded(ModelSource source, List<PreferencePair> pairs) {
        return EncodedPairs.of(pairs, () -> new TurnEncoder(source));
    }

    /// {@return what would be trained}
    ///
    /// @param source the model at its start
    /// @param pairs as [#train] takes them
    /// @param settings of the training
    /// @throws SaoException as [#train] does before its first step, but for the log-probabilities
    public static PairPreview inspect(ModelSource source, List<PreferencePair> pairs, TrainingSettings settings) {
        EncodedPairs encoded = encoded(source, pairs);
        PairFilter intake = PairFilter.of(encoded.pairs(), settings.data(), rules(source), limits(source));
        return new PairPreview(
                intake.kept().stream().map(TrainingPair::pair).toList(), intake.dropped(), encoded.warning());
    }

    /// {@return what to throw: a card that is full is the user's to help, anything else is as it was}
    static RuntimeException explained(RuntimeException failure, ComputeDevice device) {
        if (failure instanceof SaoException || device.isProcessor() || !ComputeDevice.isFullCard(failure)) {
            return failure;
        }
        return new SaoException(
                "%s has too little memory for this training: %s"
                        .formatted(
                                device,
                                String.valueOf(failure.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse("")),
                "Set train.recompute to on, lower train.pack or train.max_tokens, train an adapter (train.lora.rank), or"
                        + " end what else uses the card; the same command goes on from the last checkpoint.",
                failure);
    }

    private static TrainingRun.Start start(ModelSource source) {
        return new TrainingRun.Start(source.config(), source.weights(), source.paddingToken());
    }

    private static PairFilter.Limits limits(ModelSource source) {
        return new PairFilter.Limits(
                source.config().contextTokens(), source.config().vocabularySize());
    }

    private static TokenRules rules(ModelSource source) {
        Optional<Integer> beginning = source.tokenizer().addedBeginning();
        return new TokenRules(beginning, source.endOfTurn());
    }
}
