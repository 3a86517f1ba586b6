package sao.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sao.catalog.ModelStore;
import sao.loop.Progress;
import sao.loop.Run;
import sao.loop.RunFolder;
import sao.loop.RunRequest;
import sao.loop.RunStatus;
import sao.settings.Preset;
import sao.settings.RunSettings;
import sao.settings.SettingsLayer;
import sao.settings.SettingsReader;
import sao.settings.SettingsYaml;

/// The whole loop.
@Command(
        name = "run",
        description = {
            "Runs the whole loop: prompts, answers, judgments, pairs, training, export, measurement, report.",
            "Without arguments it runs the built-in quickstart. The same line again continues where it was left."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

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

    @Option(names = "--force", description = "Go on where a guard would stop the run.")
    private boolean force;

    @Option(names = "--print-settings", description = "Print the settings in full, or the preset, and do nothing.")
    private boolean print;

    @Option(names = "--json", description = "Print the status of the run as JSON at its end.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli gives the specification before it calls anything
    RunCommand() {}

    @Override
    public Integer call() {
        RunChoice choice = new RunChoice(file, preset, folder, assignments);
        Path where = choice.folder().path();
        List<SettingsLayer> layers = choice.layers();
        PrintWriter out = spec.commandLine().getOut();
        if (print && preset != null && assignments.isEmpty()) {
            out.print(Preset.named(preset).text());
            out.flush();
            return ExitCode.DONE;
        }
        RunSettings settings = SettingsReader.read(layers);
        if (print) {
            out.print(SettingsYaml.write(settings));
            out.flush();
            return ExitCode.DONE;
        }
        return run(new RunRequest(new RunFolder(where), settings, SettingsLayer.comments(layers), force, line(where)));
    }

    @SuppressWarnings("SystemConsoleNull") // where output is redirected, Java 25 gives no console again
    private Integer run(RunRequest request) {
        PrintWriter err = spec.commandLine().getErr();
        PrintWriter out = spec.commandLine().getOut();
        Console console = System.console();
        boolean terminal = console != null && console.isTerminal();
        try (Progress progress = new Progress(err, terminal, System::nanoTime).ticking()) {
            List<String> summary = new SignalledWork(request.command(), progress::say)
                    .run(stop -> new Run(request, ModelStore.standard(System.getenv()), progress, stop).run());
            summary.forEach(json ? err::println : out::println);
            err.flush();
        }
        if (json) {
            out.println(StatusCommand.json(RunStatus.of(request.folder())));
        }
        out.flush();
        return ExitCode.DONE;
    }

    /// {@return the command that continues the run}
    private String line(Path where) {
        return "sao run --run " + where;
    }
}
