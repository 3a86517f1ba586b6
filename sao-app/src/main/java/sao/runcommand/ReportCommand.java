package sao.runcommand;

import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import sao.command.ExitCode;
import sao.command.Subcommand;
import sao.report.RunReport;
import sao.workspace.RunFolder;

/// The command `sao report`: writes the report of a run.
@Command(name = "report", description = "Writes the report of a run from its ledger, also while it runs.")
public final class ReportCommand extends Subcommand {
    @Parameters(paramLabel = "DIR", description = "Folder of the run.")
    private Path folder = Path.of("");

    @Override
    protected int execute() {
        PrintWriter out = out();
        out.println(RunReport.write(new RunFolder(folder)));
        return ExitCode.DONE;
    }
}
