package sao.experimentcommand;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sao.catalog.ModelStore;
import sao.command.AppFormats;
import sao.command.ExitCode;
import sao.command.SignalledWork;
import sao.command.Subcommand;
import sao.experiment.Experiment;
import sao.experiment.ExperimentFile;
import sao.experiment.ExperimentFolder;
import sao.experiment.ExperimentPlan;
import sao.experiment.ExperimentPlan.Cell;
import sao.experimentresult.ExperimentResults;
import sao.experimentresult.ResultsReader;
import sao.experimentresult.ResultsText;
import sao.file.DurableFile;
import sao.progress.Progress;
import sao.report.ExperimentReport;

/// The command `sao experiment`: runs a grid of settings and seeds, and compares the results.
@Command(
        name = "experiment",
        description = {
            "Runs several settings (arms) with several seeds as one experiment, and compares the arms.",
            "FILE has base or settings, seeds, arms, control and primary; docs/measurement.md describes them. Equal model",
            "calls of the runs of one seed are made once. The same command again continues an interrupted experiment."
        })
public final class ExperimentCommand extends Subcommand {
    @Parameters(paramLabel = "FILE", description = "The experiment, YAML.")
    private Path file = Path.of("");

    @Option(
            names = "--run",
            paramLabel = "DIR",
            description = "Folder of the experiment (default: runs/NAME, by the file).")
    private @Nullable Path folder;

    @Option(names = "--dry-run", description = "Print the runs with their state and forecast, and run nothing.")
    private boolean dry;

    @Option(names = "--force", description = "Continue where a guard would stop a run.")
    private boolean force;

    @Option(names = "--json", description = "Print the results as JSON.")
    private boolean json;

    @Override
    protected int execute() {
        ExperimentPlan plan = ExperimentFile.read(file);
        ExperimentFolder where = new ExperimentFolder(folder == null ? Path.of("runs", plan.name()) : folder);
        PrintWriter out = out();
        ModelStore store = ModelStore.standard(System.getenv());
        try (Progress progress = new Progress(err(), isTerminal(), System::nanoTime).redrawing()) {
            Experiment experiment = new Experiment(plan, where, store, progress);
            if (dry) {
                experiment.check();
                new CellForecasts(plan, where, store, progress).lines().forEach(out::println);
                return ExitCode.DONE;
            }
            String command = "sao experiment %s --run %s".formatted(file, where);
            Experiment.Way way = new Experiment.Way(force, command, new AppFormats(), () -> write(plan, where));
            List<Cell> stopped = new SignalledWork(command, progress::say).run(stop -> experiment.run(way, stop));
            ExperimentResults results = ResultsReader.read(plan, where);
            if (json) {
                out.print(ResultsText.json(results));
            } else {
                ResultsText.lines(results).forEach(out::println);
                out.println();
                out.println("Page     %s".formatted(where.page()));
            }
            return stopped.isEmpty() ? ExitCode.DONE : ExitCode.GUARD;
        }
    }

    /// Writes the results so far, so that they can be read while the experiment runs.
    private static void write(ExperimentPlan plan, ExperimentFolder where) {
        ExperimentResults results = ResultsReader.read(plan, where);
        ExperimentReport.write(results, where.page());
        DurableFile.write(where.json(), ResultsText.json(results));
        DurableFile.write(where.csv(), ResultsText.csv(results));
    }

    @SuppressWarnings("SystemConsoleNull") // where output is redirected, Java 25 gives no console again
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
