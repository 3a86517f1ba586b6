package sao.workspace;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sao.progress.Progress;
import sao.settings.RunSettings;
import sao.yaml.SettingsWriter;

/// Compares the settings of two starts of one run: some may change, others identify the run.
public final class SettingsChange {
    /// Settings that identify a run: with another model or seed, none of its recorded results could be reused.
    private static final List<String> FIXED = List.of("model", "seed");

    private SettingsChange() {}

    /// Compares the requested settings with those in the run's folder, and prints what changed.
    ///
    /// @throws ChangedRunException if a setting that identifies the run changed
    public static void check(RunRequest request, Progress progress) {
        RunFolder folder = request.folder();
        if (!Files.isRegularFile(folder.settings())) {
            return;
        }
        RunSettings before = folder.readSettings();
        List<String> changes = changes(before, request.settings());
        for (String change : changes) {
            if (FIXED.contains(change.substring(0, change.indexOf(' ')))) {
                throw new ChangedRunException(
                        "The run in %s was started with other settings: %s.".formatted(folder, change),
                        "Give another folder with --run, or restore the setting.");
            }
        }
        if (!changes.isEmpty()) {
            progress.say("Settings changed since %s was last started: %s. Stages that depend on them are repeated."
                    .formatted(folder, String.join(", ", changes)));
        }
    }

    private static List<String> changes(RunSettings before, RunSettings after) {
        Map<String, String> old = new LinkedHashMap<>(SettingsWriter.byPath(before));
        List<String> changes = new ArrayList<>();
        SettingsWriter.byPath(after).forEach((path, value) -> {
            String was = old.getOrDefault(path, "");
            if (!was.equals(value)) {
                changes.add("%s was %s, now %s".formatted(path, was, value));
            }
        });
        return changes;
    }
}
