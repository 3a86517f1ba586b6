package sao.loop;

import java.nio.file.Path;
import sao.catalog.ModelLocation;
import sao.catalog.ModelStore;
import sao.settings.JudgeSettings;
import sao.settings.RunSettings;

/// Where the models of a run lie.
///
/// @param start the model to align
/// @param judge the model that judges; the same unless the settings name another
record RunModels(Path start, Path judge) {
    /// {@return the models that the settings name, fetched where the catalog knows them}
    static RunModels resolve(RunSettings settings, ModelStore store, Progress progress) {
        Path start = ModelLocation.resolve(settings.model(), store, progress::say);
        String judge = settings.judge().model();
        return new RunModels(
                start, judge.equals(JudgeSettings.SELF) ? start : ModelLocation.resolve(judge, store, progress::say));
    }

    /// {@return whether the model judges itself}
    boolean judgesItself() {
        return start.equals(judge);
    }
}
