package sao.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sao.ingest.PreferenceDoctor;

/// Looks at preference files.
@Command(
        name = "dataset",
        description = "Looks at preference files, of whoever wrote them.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = DatasetCommand.Doctor.class)
final class DatasetCommand implements Runnable {
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public void run() {
        throw new UsageException("It is not said what to do.", "Write `sao dataset doctor FILE`.");
    }

    @Command(
            name = "doctor",
            description = {
                "Looks for what makes preference pairs bad to train on. FILE is .jsonl or .parquet in TRL's format,",
                "UltraFeedback's (instruction, completions with overall_score), or Anthropic HH's dialogues."
            },
            mixinStandardHelpOptions = true)
    static final class Doctor implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "FILE", description = "Preference pairs.")
        private Path file = Path.of("");

        @Option(
                names = "--benchmark",
                paramLabel = "FILE",
                description =
                        "Questions that must not be trained on, one a line or JSON lines; may be repeated. A prompt that"
                                + " shares eight words in a row with one of them is a leak.")
        private List<Path> benchmarks = List.of();

        @Option(names = "--json", description = "One JSON object.")
        private boolean json;

        @SuppressWarnings("NullAway.Init") // picocli gives the specification before it calls anything
        Doctor() {}

        @Override
        public Integer call() {
            PreferenceDoctor.Diagnosis diagnosis = PreferenceDoctor.examine(file, benchmarks);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(json(diagnosis));
            } else {
                print(diagnosis, out);
            }
            out.flush();
            return diagnosis.brokenRows() == 0 ? ExitCode.DONE : ExitCode.FAILED;
        }

        private void print(PreferenceDoctor.Diagnosis diagnosis, PrintWriter out) {
            out.println("%s: %d pairs (%d more of several turns, %d more that rank nothing)"
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
                    "  median words: chosen %d, rejected %d; where lengths differ chosen is the longer one in %.1f %%",
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
