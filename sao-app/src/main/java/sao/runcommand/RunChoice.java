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

/// The run and the settings that a command line selects.
///
/// @param file settings file; null if none was given
/// @param preset name of a preset; null if none was given
/// @param given folder of the run; null for the default folder
/// @param assignments single settings, each `key.path=value`
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

    /// {@return the preset's text with its comments; empty if other settings were given}
    Optional<String> presetAlone() {
        return preset != null && assignments.isEmpty()
                ? Optional.of(Preset.named(preset).text())
                : Optional.empty();
    }

    /// {@return the folder of the run}
    RunFolder folder() {
        return new RunFolder(given == null ? Path.of("runs", name()) : given);
    }

    /// {@return the layers of settings: those of the command line, or else those in the run's folder, or else
    /// the quickstart preset; followed by the assignments}
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
