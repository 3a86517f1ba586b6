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

/// Where the parts of a run lie.
///
/// @param path of the folder
public record RunFolder(Path path) {
    /// {@return the run's name: that of its folder, "run" for a file system root}
    public String name() {
        Path name = path.toAbsolutePath().normalize().getFileName();
        return name == null ? "run" : name.toString();
    }

    /// {@return the resolved settings}
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

    /// {@return the report}
    public Path report() {
        return path.resolve("report.html");
    }

    /// {@return what the run was forecast to take}
    public Path forecast() {
        return path.resolve("forecast.json");
    }

    /// {@return the text of the forecast; empty where nobody planned}
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

    /// {@return the folder of a round's checkpoints}
    public Path checkpoints(int round) {
        return path.resolve("round-%d".formatted(round)).resolve("checkpoints");
    }

    /// {@return the folder of a round's model}
    public Path model(int round) {
        return path.resolve("round-%d".formatted(round)).resolve("model");
    }

    /// {@return whether a run was begun here}
    public boolean isBegun() {
        return Files.isRegularFile(settings()) && Files.exists(path.resolve("ledger.db"));
    }

    /// {@return a path within this folder as the ledger names it}
    public String relative(Path inside) {
        return path.relativize(inside).toString().replace('\\', '/');
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
