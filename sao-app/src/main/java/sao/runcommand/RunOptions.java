package sao.runcommand;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Options that select a run and its settings.
final class RunOptions {
    @Parameters(arity = "0..1", paramLabel = "FILE", description = "Settings, YAML.")
    private @Nullable Path file;

    @Option(names = "--preset", paramLabel = "NAME", description = "Built-in settings instead of a file.")
    private @Nullable String preset;

    @Option(
            names = "--run",
            paramLabel = "DIR",
            description = "Folder of the run (default: runs/NAME, by the preset or the file).")
    private @Nullable Path folder;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One setting by its path, such as train.epochs=2; may be repeated.")
    private List<String> assignments = List.of();

    /// {@return the selected run and settings}
    ///
    /// @throws sao.command.UsageException if both a settings file and a preset were given
    RunChoice choice() {
        return new RunChoice(file, preset, folder, assignments);
    }
}
