package sao.models;

import java.nio.file.Path;
import java.util.Optional;
import sao.catalog.ModelLocation;
import sao.catalog.ModelStore;
import sao.checkpoint.TrainedWeights;
import sao.error.SaoException;
import sao.model.ModelSource;
import sao.progress.Progress;
import sao.settings.JudgeSettings;
import sao.settings.RunSettings;
import sao.workspace.RunFolder;

/// The files of the models of one round.
///
/// After the first round, all stages use the float32 weights of the previous round's training, memory-mapped from
/// its checkpoint if that exists. The exported model folder of a round is a result for the user and is not read
/// again.
///
/// @param start folder or file of the round's start model
/// @param judge folder or file of the judge's model; equal to `start` unless the settings name another model
/// @param first folder or file of the run's start model, which is the start model of round 1
/// @param checkpoints folder of checkpoints of the training that produced the start model; empty in the first round
public record ModelFiles(Path start, Path judge, Path first, Optional<Path> checkpoints) {
    /// {@return the files of the first round; models named by the catalog are downloaded if necessary}
    ///
    /// @param store the local cache of catalog models
    /// @throws sao.error.SaoException if a model is missing or cannot be downloaded, or a reward judge has no model
    public static ModelFiles resolve(RunSettings settings, ModelStore store, Progress progress) {
        String judge = settings.judge().model();
        if (settings.judge().uses(JudgeSettings.Kind.REWARD) && judge.equals(JudgeSettings.SELF)) {
            throw new SaoException(
                    "The judge asks a reward model, but judge.model is self, the model that writes the responses.",
                    "Set judge.model to the folder of a reward model (a class ...ForSequenceClassification with one"
                            + " label).");
        }
        Path start = ModelLocation.resolve(settings.model(), store, progress::say);
        return new ModelFiles(
                start,
                judge.equals(JudgeSettings.SELF) ? start : ModelLocation.resolve(judge, store, progress::say),
                start,
                Optional.empty());
    }

    /// {@return the files of another round; call this on the files of the first round}
    ///
    /// @param round from 1
    /// @param folder of the run
    ModelFiles inRound(int round, RunFolder folder) {
        if (round == 1) {
            return this;
        }
        Path own = folder.model(round - 1);
        return new ModelFiles(
                own, start.equals(judge) ? own : judge, first, Optional.of(folder.checkpoints(round - 1)));
    }

    /// {@return the start model, to be closed by the caller}
    ///
    /// Its weights are the float32 weights in the checkpoint of the training that produced it. In the first round,
    /// and if that checkpoint is missing or holds an adapter, they are the weights in its folder or file.
    ///
    /// @throws sao.error.SaoException if the model cannot be read
    public ModelSource openSource() {
        return checkpoints
                .flatMap(TrainedWeights::ofFinished)
                .map(weights -> ModelSource.open(start, weights))
                .orElseGet(() -> ModelSource.open(start));
    }
}
