package sao.models;

import java.nio.file.Path;
import sao.catalog.ModelLocation;
import sao.catalog.ModelStore;
import sao.model.ModelSource;
import sao.progress.Progress;
import sao.settings.JudgeSettings;
import sao.settings.RunSettings;
import sao.workspace.RunFolder;

/// The files of the models of one round.
///
/// After the first round, all stages use the model folder of the previous round, whose weights are those that its
/// training computed with.
///
/// @param start folder or file of the round's start model
/// @param judge folder or file of the judge's model; equal to `start` unless the settings name another model
/// @param first folder or file of the run's start model, which is the start model of round 1
public record ModelFiles(Path start, Path judge, Path first) {
    /// {@return the files of the first round; models named by the catalog are downloaded if necessary}
    ///
    /// @param store the local cache of catalog models
    /// @throws sao.error.SaoException if there is no such model, or it cannot be downloaded
    public static ModelFiles resolve(RunSettings settings, ModelStore store, Progress progress) {
        Path start = ModelLocation.resolve(settings.model(), store, progress::say);
        String judge = settings.judge().model();
        return new ModelFiles(
                start,
                judge.equals(JudgeSettings.SELF) ? start : ModelLocation.resolve(judge, store, progress::say),
                start);
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
        return new ModelFiles(own, start.equals(judge) ? own : judge, first);
    }

    /// {@return the start model, to be closed by the caller}
    ///
    /// @throws sao.error.SaoException if the model cannot be read
    public ModelSource openSource() {
        return ModelSource.open(start);
    }
}
