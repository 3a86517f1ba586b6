package sao.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sao.report.RunReport;
import sao.workspace.RunFolder;

/// Writes a run's report anew.
@Command(
        name = "report",
        description = "Writes the report of a run from its ledger; also while it runs.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Folder of the run.")
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // picocli gives the specification before it calls anything
    ReportCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println(RunReport.write(new RunFolder(folder)));
        out.flush();
        return ExitCode.DONE;
    }
}
