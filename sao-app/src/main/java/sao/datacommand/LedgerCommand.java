package sao.datacommand;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sao.command.ExitCode;
import sao.command.Subcommand;
import sao.ledger.LedgerMerge;
import sao.ledger.LedgerVerification;
import sao.run.MergedRun;
import sao.workspace.RunFolder;

/// The command `sao ledger`: checks, merges and upgrades the ledgers of runs.
@Command(
        name = "ledger",
        description = "Checks, merges or upgrades the ledgers of runs.",
        subcommands = {LedgerCommand.Verify.class, LedgerCommand.Merge.class, LedgerCommand.Upgrade.class})
public final class LedgerCommand extends Subcommand {
    @Override
    protected int execute() {
        throw subcommandMissing();
    }

    @Command(
            name = "verify",
            description = {
                "Verifies a ledger: the file's structure, the digests of every content and every row, the number of rows,",
                "and that everything referred to exists. Reads only, also while the run goes on."
            })
    static final class Verify extends Subcommand {
        @Parameters(paramLabel = "DIR", description = "Folder of the run.")
        private Path folder = Path.of("");

        @Override
        protected int execute() {
            PrintWriter out = out();
            List<LedgerVerification.Finding> findings = LedgerVerification.of(folder);
            for (LedgerVerification.Finding finding : findings) {
                out.println(
                        finding.wrong() == 0
                                ? "ok       %s".formatted(finding.name())
                                : "WRONG    %s: %d, the first is %s"
                                        .formatted(finding.name(), finding.wrong(), finding.example()));
            }
            boolean sound = findings.stream().allMatch(finding -> finding.wrong() == 0);
            out.println(sound ? "%s is sound.".formatted(folder) : "%s is not sound.".formatted(folder));
            return sound ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    @Command(
            name = "merge",
            description = {
                "Merges two runs into one, such as the shares of two machines (`sao synthesize --share`).",
                "A run in the merged folder reuses the model calls of both and makes only the missing ones."
            })
    static final class Merge extends Subcommand {
        @Parameters(index = "0", paramLabel = "DIR", description = "Folder of a run; its settings are kept.")
        private Path first = Path.of("");

        @Parameters(index = "1", paramLabel = "DIR", description = "Folder of another run.")
        private Path second = Path.of("");

        @Option(names = "--to", required = true, paramLabel = "DIR", description = "Folder of the merged run.")
        private Path to = Path.of("");

        @Override
        protected int execute() {
            LedgerMerge.Merged merged = MergedRun.of(new RunFolder(first), new RunFolder(second), new RunFolder(to));
            PrintWriter out = out();
            out.println("%d calls of %s and %d of %s, %d in both: %d calls in %s"
                    .formatted(merged.first(), first, merged.second(), second, merged.both(), merged.calls(), to));
            out.println("To continue:");
            out.println("  sao run --run " + to);
            return ExitCode.DONE;
        }
    }

    @Command(
            name = "upgrade",
            description = "Converts the ledger of an older version to this one; `sao run` does so automatically.")
    static final class Upgrade extends Subcommand {
        @Parameters(paramLabel = "DIR", description = "Folder of the run.")
        private Path folder = Path.of("");

        @Override
        protected int execute() {
            MergedRun.upgrade(new RunFolder(folder));
            out().println("The ledger of %s has the version of this program.".formatted(folder));
            return ExitCode.DONE;
        }
    }
}
