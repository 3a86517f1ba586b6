package sao.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sao.ledger.LedgerMerge;
import sao.ledger.LedgerVerification;
import sao.run.MergedRun;
import sao.workspace.RunFolder;

/// Cares for the ledgers of runs.
@Command(
        name = "ledger",
        description = "Checks, merges or upgrades the ledgers of runs.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {LedgerCommand.Verify.class, LedgerCommand.Merge.class, LedgerCommand.Upgrade.class})
final class LedgerCommand implements Runnable {
    @Override
    public void run() {
        throw new UsageException(
                "No action on a ledger was given.",
                "Write `sao ledger verify DIR`, `sao ledger merge DIR DIR --to DIR` or `sao ledger upgrade DIR`.");
    }

    @Command(
            name = "verify",
            description = {
                "Verifies a ledger: the file's structure, the digests of every content and every row, the number of rows,",
                "and that everything referred to exists. Reads only, also while the run goes on."
            },
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "DIR", description = "Folder of the run.")
        private Path folder = Path.of("");

        @SuppressWarnings("NullAway.Init") // picocli gives the specification before it calls anything
        Verify() {}

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
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
            out.flush();
            return sound ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    @Command(
            name = "merge",
            description = {
                "Makes one run of two, such as of the shares that two machines carried (`sao synthesize --share`).",
                "The run on the merged folder finds the answers of both and asks only what neither has."
            },
            mixinStandardHelpOptions = true)
    static final class Merge implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(index = "0", paramLabel = "DIR", description = "Folder of a run; its settings are kept.")
        private Path first = Path.of("");

        @Parameters(index = "1", paramLabel = "DIR", description = "Folder of another run.")
        private Path second = Path.of("");

        @Option(names = "--to", required = true, paramLabel = "DIR", description = "Folder of the merged run.")
        private Path to = Path.of("");

        @SuppressWarnings("NullAway.Init") // picocli gives the specification before it calls anything
        Merge() {}

        @Override
        public Integer call() {
            LedgerMerge.Merged merged = MergedRun.of(new RunFolder(first), new RunFolder(second), new RunFolder(to));
            PrintWriter out = spec.commandLine().getOut();
            out.println("%d calls of %s and %d of %s, %d of them alike: %d calls in %s"
                    .formatted(merged.first(), first, merged.second(), second, merged.both(), merged.calls(), to));
            out.println("To continue:");
            out.println("  sao run --run " + to);
            out.flush();
            return ExitCode.DONE;
        }
    }

    @Command(
            name = "upgrade",
            description = "Brings the ledger of an older version to this one; `sao run` does so by itself.",
            mixinStandardHelpOptions = true)
    static final class Upgrade implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "DIR", description = "Folder of the run.")
        private Path folder = Path.of("");

        @SuppressWarnings("NullAway.Init") // picocli gives the specification before it calls anything
        Upgrade() {}

        @Override
        public Integer call() {
            MergedRun.upgrade(new RunFolder(folder));
            spec.commandLine().getOut().println("%s has this program's version.".formatted(folder));
            spec.commandLine().getOut().flush();
            return ExitCode.DONE;
        }
    }
}
