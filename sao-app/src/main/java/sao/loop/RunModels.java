package sao.loop;

import java.nio.file.Path;
import java.util.Optional;
import sao.catalog.ModelLocation;
import sao.catalog.ModelStore;
import sao.checkpoint.TrainedWeights;
import sao.generation.EngineChatModel;
import sao.model.ModelSource;
import sao.settings.EngineSettings;
import sao.settings.JudgeSettings;
import sao.settings.RunSettings;

/// Where the models of a run lie.
///
/// Between rounds no model is imported: a round writes, answers, judges and trains with the weights that the
/// training before left, mapped into memory from its checkpoint. The folder of each round is for its user.
///
/// @param start the model to align
/// @param judge the model that judges; the same unless the settings name another
/// @param first the model that the run began with
/// @param before the models of the round before; empty in the first
/// @param checkpoints of the training that the start model came from; empty in the first round
record RunModels(Path start, Path judge, Path first, Optional<RunModels> before, Optional<Path> checkpoints) {
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
        return new RunModels(
                own,
                judgesItself() ? own : judge,
                first,
                Optional.of(inRound(round - 1, folder)),
                Optional.of(folder.checkpoints(round - 1)));
    }

    /// {@return the start model, opened, to be closed: with the float32 weights that the training of the round
    /// before ended with, of which the folder has lost digits; with the folder's own in the first round, and where
    /// that training's checkpoint is gone or holds an adapter}
    ModelSource openSource() {
        return checkpoints
                .flatMap(TrainedWeights::ofFinished)
                .map(weights -> ModelSource.open(start, weights))
                .orElseGet(() -> ModelSource.open(start));
    }

    /// {@return the start model for many calls at a time, to be closed, with the weights of [#openSource]}
    EngineChatModel open(EngineSettings settings) {
        return EmbeddedModel.open(openSource(), settings);
    }

    /// {@return whether the model judges itself}
    boolean judgesItself() {
        return start.equals(judge);
    }
}
