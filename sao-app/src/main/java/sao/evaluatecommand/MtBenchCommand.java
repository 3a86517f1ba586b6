package sao.evaluatecommand;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sao.command.ExitCode;
import sao.command.Subcommand;
import sao.mtbench.MtBench;
import sao.mtbench.MtBenchPairs;

/// The command `sao evaluate mt-bench`: computes MT-Bench's scores from judgment files.
@Command(
        name = "mt-bench",
        description = {
            "Computes the scores of MT-Bench by turn and category from a judgment file of single answers, or the",
            "adjusted win rate from one of pairs. Unreadable judgments are counted and never scored."
        })
final class MtBenchCommand extends Subcommand {
    private static final JsonMapper JSON = new JsonMapper();

    @Option(
            names = "--judgments",
            required = true,
            paramLabel = "FILE",
            description = "Judgments of FastChat's llm_judge, JSON lines.")
    private Path judgments = Path.of("");

    @Option(names = "--json", description = "One JSON object for each model, or pair of models, a line each.")
    private boolean json;

    @Override
    protected int execute() {
        if (MtBenchPairs.isPairs(judgments)) {
            MtBenchPairs.read(judgments).forEach(pairs -> out().println(json ? json(pairs) : line(pairs)));
        } else {
            MtBench.read(judgments).forEach(scores -> out().println(json ? json(scores) : line(scores)));
        }
        return ExitCode.DONE;
    }

    private static String line(MtBench scores) {
        return String.format(
                Locale.ROOT,
                "%s by %s: %.2f (95 %% %.2f to %.2f), turn 1 %.2f, turn 2 %.2f; %d questions, %d turns, %d unreadable.%n  %s",
                scores.model(),
                scores.judge(),
                scores.score(),
                scores.interval().low(),
                scores.interval().high(),
                scores.firstTurn(),
                scores.secondTurn(),
                scores.questions(),
                scores.rated(),
                scores.unreadable(),
                new TreeMap<>(scores.byCategory())
                        .entrySet().stream()
                                .map(each -> String.format(Locale.ROOT, "%s %.2f", each.getKey(), each.getValue()))
                                .collect(Collectors.joining(", ")));
    }

    private static String line(MtBenchPairs pairs) {
        return String.format(
                Locale.ROOT,
                "%s against %s by %s: adjusted win rate %.1f %% (95 %% %.1f to %.1f); %d wins, %d ties, %d losses, %d unreadable.",
                pairs.first(),
                pairs.second(),
                pairs.judge(),
                100 * pairs.winRate(),
                100 * pairs.interval().low(),
                100 * pairs.interval().high(),
                pairs.wins(),
                pairs.ties(),
                pairs.losses(),
                pairs.unreadable());
    }

    private static String json(MtBench scores) {
        ObjectNode tree = JSON.createObjectNode().put("model", scores.model()).put("judge", scores.judge());
        number(tree, "score", scores.score());
        tree.put("low", scores.interval().low()).put("high", scores.interval().high());
        number(tree, "turn_1", scores.firstTurn());
        number(tree, "turn_2", scores.secondTurn());
        tree.put("questions", scores.questions()).put("rated", scores.rated()).put("unreadable", scores.unreadable());
        ObjectNode categories = tree.putObject("categories");
        new TreeMap<>(scores.byCategory()).forEach((name, score) -> number(categories, name, score));
        return tree.toString();
    }

    private static void number(ObjectNode tree, String name, double value) {
        if (Double.isNaN(value)) {
            tree.putNull(name);
        } else {
            tree.put(name, value);
        }
    }

    private static String json(MtBenchPairs pairs) {
        return JSON.createObjectNode()
                .put("model", pairs.first())
                .put("against", pairs.second())
                .put("judge", pairs.judge())
                .put("win_rate", pairs.winRate())
                .put("low", pairs.interval().low())
                .put("high", pairs.interval().high())
                .put("wins", pairs.wins())
                .put("ties", pairs.ties())
                .put("losses", pairs.losses())
                .put("unreadable", pairs.unreadable())
                .toString();
    }
}
