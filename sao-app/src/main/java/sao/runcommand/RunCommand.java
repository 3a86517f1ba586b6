package sao.runcommand;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sao.catalog.ModelStore;
import sao.command.AppFormats;
import sao.command.ExitCode;
import sao.command.SignalledWork;
import sao.command.Subcommand;
import sao.progress.Progress;
import sao.run.Run;
import sao.settings.RunSettings;
import sao.workspace.RunFolder;
import sao.workspace.RunRequest;
import sao.workspace.RunStatus;
import sao.yaml.SettingsLayer;
import sao.yaml.SettingsReader;
import sao.yaml.SettingsWriter;

/// The command `sao run`: runs the whole loop.
@Command(
        name = "run",
        description = {
            "Runs the whole loop: prompts, responses, judgments, pairs, training, export, evaluation, report.",
            "Without arguments it runs the built-in quickstart. The same command again continues an interrupted run."
        })
public final class RunCommand extends Subcommand {
    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--force", description = "Continue where a guard would stop the run.")
    private boolean force;

    @Option(names = "--print-settings", description = "Print the complete settings, or the preset, and run nothing.")
    private boolean print;

    @Option(names = "--json", description = "Print the status of the run as JSON at its end.")
    private boolean json;

    @Override
    protected int execute() {
        RunChoice choice = options.choice();
        Path where = choice.folder().path();
        List<SettingsLayer> layers = choice.layers();
        PrintWriter out = out();
        if (print) {
            out.print(choice.presetAlone().orElseGet(() -> SettingsWriter.write(SettingsReader.read(layers))));
            return ExitCode.DONE;
        }
        RunSettings settings = SettingsReader.read(layers);
        return run(new RunRequest(
                new RunFolder(where), settings, SettingsLayer.comments(layers), force, line(where), new AppFormats()));
    }

    @SuppressWarnings("SystemConsoleNull") // where output is redirected, Java 25 gives no console again
    private Integer run(RunRequest request) {
        PrintWriter err = err();
        PrintWriter out = out();
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
        return ExitCode.DONE;
    }

    /// {@return the command that continues the run}
    private String line(Path where) {
        return "sao run --run " + where;
    }
}
