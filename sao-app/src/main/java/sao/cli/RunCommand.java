package sao.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sao.catalog.ModelStore;
import sao.progress.Progress;
import sao.run.Run;
import sao.settings.RunSettings;
import sao.workspace.RunFolder;
import sao.workspace.RunRequest;
import sao.workspace.RunStatus;
import sao.yaml.SettingsLayer;
import sao.yaml.SettingsReader;
import sao.yaml.SettingsWriter;

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

    @Mixin
    private final RunOptions options = new RunOptions();

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
        RunChoice choice = options.choice();
        Path where = choice.folder().path();
        List<SettingsLayer> layers = choice.layers();
        PrintWriter out = spec.commandLine().getOut();
        if (print) {
            out.print(choice.presetAlone().orElseGet(() -> SettingsWriter.write(SettingsReader.read(layers))));
            out.flush();
            return ExitCode.DONE;
        }
        RunSettings settings = SettingsReader.read(layers);
        return run(new RunRequest(
                new RunFolder(where), settings, SettingsLayer.comments(layers), force, line(where), new AppFormats()));
    }

    @SuppressWarnings("SystemConsoleNull") // where output is redirected, Java 25 gives no console again
    private Integer run(RunRequest request) {
        PrintWriter err = spec.commandLine().getErr();
        PrintWriter out = spec.commandLine().getOut();
        Console console = System.console();
        boolean terminal = console != null && console.isTerminal();
        try (Progress progress = new Progress(err, terminal, System::nanoTime).redrawing()) {
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
