package sao.datacommand;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sao.command.ExitCode;
import sao.command.Subcommand;
import sao.ingest.PreferenceDoctor;

/// The command `sao dataset`: examines files of preference pairs.
@Command(
        name = "dataset",
        description = "Examines files of preference pairs.",
        subcommands = DatasetCommand.Doctor.class)
public final class DatasetCommand extends Subcommand {
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    protected int execute() {
        throw subcommandMissing();
    }

    @Command(
            name = "doctor",
            description = {
                "Reports what makes preference pairs bad to train on. FILE is .jsonl or .parquet in TRL's format,",
                "UltraFeedback's (instruction, completions with overall_score), or Anthropic HH's dialogues."
            })
    static final class Doctor extends Subcommand {
        @Parameters(paramLabel = "FILE", description = "Preference pairs.")
        private Path file = Path.of("");

        @Option(
                names = "--benchmark",
                paramLabel = "FILE",
                description =
                        "Prompts that must not be trained on, one a line or JSON lines; may be repeated. A prompt that shares"
                                + " eight words in a row with one of them is reported as a leak.")
        private List<Path> benchmarks = List.of();

        @Option(names = "--json", description = "One JSON object.")
        private boolean json;

        @Override
        protected int execute() {
            PreferenceDoctor.Diagnosis diagnosis = PreferenceDoctor.examine(file, benchmarks);
            PrintWriter out = out();
            if (json) {
                out.println(json(diagnosis));
            } else {
                print(diagnosis, out);
            }
            return diagnosis.brokenRows() == 0 ? ExitCode.DONE : ExitCode.FAILED;
        }

        private void print(PreferenceDoctor.Diagnosis diagnosis, PrintWriter out) {
            out.println("%s: %d pairs (left out: %d of several turns, %d without a preference)"
                    .formatted(file, diagnosis.rows(), diagnosis.severalTurns(), diagnosis.unranked()));
            if (diagnosis.brokenRows() > 0) {
                out.println("  %7d rows cannot be read".formatted(diagnosis.brokenRows()));
                diagnosis.broken().forEach(row -> out.println("          " + row));
            }
            for (PreferenceDoctor.Finding finding : diagnosis.findings()) {
                String where = finding.rows().isEmpty() ? "" : "  such as " + String.join(", ", finding.rows());
                out.println(
                        "  %7d %s%s".formatted(finding.count(), finding.kind().label(), where));
            }
            out.println(String.format(
                    Locale.ROOT,
                    "  median words: chosen %d, rejected %d; chosen is the longer one in %.1f %% of the pairs of unequal length",
                    diagnosis.chosenWords(),
                    diagnosis.rejectedWords(),
                    100 * diagnosis.chosenLonger()));
        }

        private String json(PreferenceDoctor.Diagnosis diagnosis) {
            ObjectNode tree = JSON.createObjectNode();
            tree.put("file", file.toString());
            tree.put("rows", diagnosis.rows());
            ObjectNode broken = tree.putObject("broken").put("count", diagnosis.brokenRows());
            diagnosis.broken().forEach(broken.putArray("rows")::add);
            tree.put("several_turns", diagnosis.severalTurns());
            tree.put("unranked", diagnosis.unranked());
            ObjectNode findings = tree.putObject("findings");
            for (PreferenceDoctor.Finding finding : diagnosis.findings()) {
                ObjectNode one = findings.putObject(finding.kind().label()).put("count", finding.count());
                ArrayNode rows = one.putArray("rows");
                finding.rows().forEach(rows::add);
            }
            tree.put("chosen_words", diagnosis.chosenWords());
            tree.put("rejected_words", diagnosis.rejectedWords());
            if (Double.isNaN(diagnosis.chosenLonger())) {
                tree.putNull("chosen_longer");
            } else {
                tree.put("chosen_longer", diagnosis.chosenLonger());
            }
            return tree.toString();
        }
    }
}
