package sao.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import sao.error.SaoException;
import sao.settings.RunSettings;
import sao.yaml.SettingsLayer;
import sao.yaml.SettingsReader;

/// The folder of a run, and the paths of the files in it.
///
/// @param path of the folder
public record RunFolder(Path path) {
    /// {@return the run's name: the name of its folder, or "run" for the root of a file system}
    public String name() {
        Path name = path.toAbsolutePath().normalize().getFileName();
        return name == null ? "run" : name.toString();
    }

    /// {@return the file of the resolved settings}
    public Path settings() {
        return path.resolve("sao.yaml");
    }

    /// {@return the settings that the run was last started with}
    ///
    /// @throws SaoException if the file is missing or cannot be read
    public RunSettings readSettings() {
        if (!Files.isRegularFile(settings())) {
            throw new SaoException(
                    "The run %s has no sao.yaml.".formatted(path),
                    "Restore the file, or give the run's settings again: sao run FILE --run %s".formatted(path));
        }
        return SettingsReader.read(List.of(SettingsLayer.file(settings())));
    }

    /// {@return the file of the report}
    public Path report() {
        return path.resolve("report.html");
    }

    /// {@return the file of the forecast that `sao plan` writes}
    public Path forecast() {
        return path.resolve("forecast.json");
    }

    /// {@return the content of the forecast file; empty if there is none}
    ///
    /// @throws SaoException if the file cannot be read
    public Optional<String> forecastText() {
        try {
            return Files.isRegularFile(forecast()) ? Optional.of(Files.readString(forecast())) : Optional.empty();
        } catch (IOException e) {
            throw new SaoException(
                    "The forecast %s cannot be read: %s".formatted(forecast(), e.getMessage()),
                    "Plan again with `sao plan`, or remove the file.",
                    e);
        }
    }

    /// {@return the folder of logs}
    public Path logs() {
        return path.resolve("logs");
    }

    /// {@return the folder of TensorBoard's event files}
    public Path events() {
        return path.resolve("events");
    }

    /// {@return the folder of a round's training checkpoints}
    ///
    /// @param round from 1
    public Path checkpoints(int round) {
        return path.resolve("round-%d".formatted(round)).resolve("checkpoints");
    }

    /// {@return the folder of a round's trained model}
    ///
    /// @param round from 1
    public Path model(int round) {
        return path.resolve("round-%d".formatted(round)).resolve("model");
    }

    /// {@return whether the folder holds a run: its settings and its ledger}
    public boolean isBegun() {
        return Files.isRegularFile(settings()) && Files.exists(path.resolve("ledger.db"));
    }

    /// {@return a path in this folder in the form in which the ledger stores it: relative, with `/` as separator}
    public String relative(Path inside) {
        return path.relativize(inside).toString().replace('\\', '/');
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
