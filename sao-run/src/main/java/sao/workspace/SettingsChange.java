package sao.workspace;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sao.progress.Progress;
import sao.settings.RunSettings;
import sao.yaml.SettingsWriter;

/// What may change between two starts of one run, and what may not.
public final class SettingsChange {
    /// Another model or seed makes another run: nothing of the old one could be used.
    private static final List<String> FIXED = List.of("model", "seed");

    private SettingsChange() {}

    /// Compares what is asked with what the run's folder was begun with.
    ///
    /// @throws ChangedRunException if it cannot be the same run
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
                        "%s was begun with other settings: %s.".formatted(folder, change),
                        "Give another folder with --run, or the settings it was begun with.");
            }
        }
        if (!changes.isEmpty()) {
            progress.say("Settings changed since %s was last started: %s. What depends on them is done again."
                    .formatted(folder, String.join(", ", changes)));
        }
    }

    private static List<String> changes(RunSettings before, RunSettings after) {
        Map<String, String> old = new LinkedHashMap<>(SettingsWriter.byPath(before));
        List<String> changes = new ArrayList<>();
        SettingsWriter.byPath(after).forEach((path, value) -> {
            String was = old.getOrDefault(path, "");
            if (!was.equals(value)) {
                changes.add("%s was %s and is %s now".formatted(path, was, value));
            }
        });
        return changes;
    }
}
