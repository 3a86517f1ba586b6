package sao.datacommand;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sao.command.ExitCode;
import sao.command.Subcommand;
import sao.ledger.LedgerReader;
import sao.rows.RoundReader;

/// The command `sao explain`: shows the history of one row of a run.
@Command(
        name = "explain",
        description = {
            "Shows one row of a run, from its persona to its pair or the reason why it was dropped.",
            "Lists the prompt, the model calls with tokens and time, the responses and the judgments; also while the",
            "run continues."
        })
public final class ExplainCommand extends Subcommand {
    @Parameters(index = "0", paramLabel = "DIR", description = "Folder of the run.")
    private Path folder = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "ROW",
            description = "Number of the row, from 0, or the first digits of the id of its prompt or pair.")
    private String row = "";

    @Option(names = "--round", paramLabel = "N", defaultValue = "0", description = "Round (default: the last one).")
    private int round;

    @Override
    protected int execute() {
        PrintWriter out = out();
        try (LedgerReader ledger = LedgerReader.open(folder)) {
            List<Integer> rounds = ledger.rounds();
            int last = rounds.isEmpty() ? 1 : rounds.getLast();
            try (RoundReader rows = ledger.round(round == 0 ? last : round)) {
                RowText.lines(rows.history(row)).forEach(out::println);
            }
        }
        return ExitCode.DONE;
    }
}
