package sao.loop;

import java.nio.file.Path;
import java.util.Optional;
import sao.catalog.ModelLocation;
import sao.catalog.ModelStore;
import sao.settings.JudgeSettings;
import sao.settings.RunSettings;

/// Where the models of a run lie.
///
/// @param start the model to align
/// @param judge the model that judges; the same unless the settings name another
/// @param before the model that the round before began with; empty in the first
record RunModels(Path start, Path judge, Optional<Path> before) {
    /// {@return the models that the settings name, fetched where the catalog knows them}
    static RunModels resolve(RunSettings settings, ModelStore store, Progress progress) {
        Path start = ModelLocation.resolve(settings.model(), store, progress::say);
        String judge = settings.judge().model();
        return new RunModels(
                start,
                judge.equals(JudgeSettings.SELF) ? start : ModelLocation.resolve(judge, store, progress::say),
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
        return new RunModels(own, judgesItself() ? own : judge, Optional.of(last));
    }

    /// {@return whether the model judges itself}
    boolean judgesItself() {
        return start.equals(judge);
    }
}
