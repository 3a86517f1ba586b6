package sao.runcommand;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sao.command.UsageException;
import sao.workspace.RunFolder;
import sao.yaml.Preset;
import sao.yaml.SettingsLayer;

/// Which run a command line means, and with which settings.
///
/// @param file of settings; null if none was given
/// @param preset its name; null if none was given
/// @param given folder; null for the usual one
/// @param assignments single settings
record RunChoice(
        @Nullable Path file,
        @Nullable String preset,
        @Nullable Path given,
        List<String> assignments) {
    RunChoice {
        assignments = List.copyOf(assignments);
        if (file != null && preset != null) {
            throw new UsageException(
                    "Both the file %s and the preset %s were given.".formatted(file, preset),
                    "Give one of them, and single settings with --set.");
        }
    }

    /// {@return the preset's own words, remarks and all, where nothing else was given}
    Optional<String> presetAlone() {
        return preset != null && assignments.isEmpty()
                ? Optional.of(Preset.named(preset).text())
                : Optional.empty();
    }

    /// {@return the folder of the run}
    RunFolder folder() {
        return new RunFolder(given == null ? Path.of("runs", name()) : given);
    }

    /// {@return what was given in the command line, else what the folder was begun with, else the
    /// quickstart}
    List<SettingsLayer> layers() {
        List<SettingsLayer> layers = new ArrayList<>();
        Path begun = folder().settings();
        if (file != null) {
            layers.add(SettingsLayer.file(file));
        } else if (preset != null) {
            layers.add(Preset.named(preset).layer());
        } else if (Files.isRegularFile(begun)) {
            layers.add(SettingsLayer.file(begun));
        } else {
            layers.add(Preset.named(Preset.QUICKSTART).layer());
        }
        assignments.forEach(text -> layers.add(SettingsLayer.assignment(text)));
        return layers;
    }

    private String name() {
        if (file != null) {
            return Optional.ofNullable(file.getFileName())
                    .map(Path::toString)
                    .orElse("run")
                    .replaceFirst("\\.ya?ml$", "");
        }
        return preset == null ? Preset.QUICKSTART : preset;
    }
}
