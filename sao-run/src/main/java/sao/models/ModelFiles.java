package sao.models;

import java.nio.file.Path;
import java.util.Optional;
import sao.catalog.ModelLocation;
import sao.catalog.ModelStore;
import sao.checkpoint.TrainedWeights;
import sao.model.ModelSource;
import sao.progress.Progress;
import sao.settings.JudgeSettings;
import sao.settings.RunSettings;
import sao.workspace.RunFolder;

/// The files of the models of one round.
///
/// A round after the first writes, answers, judges and trains with the float32 weights of the training before, mapped
/// into memory from its checkpoint, where that is present. The exported folder of each round is for its user.
///
/// @param start folder or file of the model that the round begins with
/// @param judge folder or file of the model that judges; equal to `start` unless the settings name another
/// @param first folder or file of the model that the run began with
/// @param checkpoints of the training that made the start model; empty in the first round
public record ModelFiles(Path start, Path judge, Path first, Optional<Path> checkpoints) {
    /// {@return the files of the first round, fetched where the settings name a model of the catalog}
    ///
    /// @param store where catalog models are kept
    /// @throws sao.error.SaoException if there is no such model, or it cannot be fetched
    public static ModelFiles resolve(RunSettings settings, ModelStore store, Progress progress) {
        Path start = ModelLocation.resolve(settings.model(), store, progress::say);
        String judge = settings.judge().model();
        return new ModelFiles(
                start,
                judge.equals(JudgeSettings.SELF) ? start : ModelLocation.resolve(judge, store, progress::say),
                start,
                Optional.empty());
    }

    /// {@return the files of another round, called on those of the first}
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

    /// {@return the start model with the float32 weights of the training that made it; with the weights of its folder
    /// in the first round, and where that training's checkpoint is missing or holds an adapter}
    ///
    /// The caller closes it.
    public ModelSource openSource() {
        return checkpoints
                .flatMap(TrainedWeights::ofFinished)
                .map(weights -> ModelSource.open(start, weights))
                .orElseGet(() -> ModelSource.open(start));
    }
}
