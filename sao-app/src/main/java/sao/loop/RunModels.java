package sao.loop;

import java.nio.file.Path;
import java.util.Optional;
import sao.catalog.ModelLocation;
import sao.catalog.ModelStore;
import sao.generation.ModelSource;
import sao.settings.JudgeSettings;
import sao.settings.RunSettings;
import sao.training.TrainedWeights;

/// Where the models of a run lie.
///
/// @param start the model to align
/// @param judge the model that judges; the same unless the settings name another
/// @param first the model that the run began with
/// @param before the model that the round before began with; empty in the first
/// @param checkpoints of the training that the start model came from; empty in the first round
record RunModels(Path start, Path judge, Path first, Optional<Path> before, Optional<Path> checkpoints) {
    /// {@return the models that the settings name, fetched where the catalog knows them}
    static RunModels resolve(RunSettings settings, ModelStore store, Progress progress) {
        Path start = ModelLocation.resolve(settings.model(), store, progress::say);
        String judge = settings.judge().model();
        return new RunModels(
                start,
                judge.equals(JudgeSettings.SELF) ? start : ModelLocation.resolve(judge, store, progress::say),
                start,
                Optional.empty(),
                Optional.empty());
    }

    /// {@return the models of a round, seen from the first: it begins with what the one before left}
    ///
    /// @param round from 1
    RunModels inRound(int round, RunFolder folder) {
        if (round == 1) {
            return this;
        }
        Path own = folder.model(round - 1);
        Path last = round == 2 ? start : folder.model(round - 2);
        return new RunModels(
                own,
                judgesItself() ? own : judge,
                first,
                Optional.of(last),
                Optional.of(folder.checkpoints(round - 1)));
    }

    /// {@return the start model as it is trained, to be closed: with the float32 weights that the round before
    /// ended with, of which the folder between the rounds has lost digits; with the folder's own in the first
    /// round, where that checkpoint is gone, or where adapters are trained, on a base that does not move}
    ModelSource openTrainee(boolean allWeights) {
        return checkpoints
                .filter(_ -> allWeights)
                .flatMap(TrainedWeights::ofFinished)
                .map(weights -> ModelSource.open(start, weights))
                .orElseGet(() -> ModelSource.open(start));
    }

    /// {@return whether the model judges itself}
    boolean judgesItself() {
        return start.equals(judge);
    }
}
