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
import sao.ledger.LedgerReader;
import sao.rows.RoundReader;

/// Shows what became of one row of a run.
@Command(
        name = "explain",
        description = {
            "Shows one row of a run from its persona to its end: prompt, model calls with tokens and time, responses,",
            "judgments, and the pair or the reason for which it was dropped; also while the run goes on."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "Folder of the run.")
    private Path folder = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "ROW",
            description = "Number of the row, from 0, or the first digits of the id of its prompt or pair.")
    private String row = "";

    @Option(names = "--round", paramLabel = "N", defaultValue = "0", description = "Round (default: the last one).")
    private int round;

    @SuppressWarnings("NullAway.Init") // picocli gives the specification before it calls anything
    ExplainCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (LedgerReader ledger = LedgerReader.open(folder)) {
            List<Integer> rounds = ledger.rounds();
            int last = rounds.isEmpty() ? 1 : rounds.getLast();
            try (RoundReader rows = ledger.round(round == 0 ? last : round)) {
                RowText.lines(rows.history(row)).forEach(out::println);
            }
        }
        out.flush();
        return ExitCode.DONE;
    }
}
