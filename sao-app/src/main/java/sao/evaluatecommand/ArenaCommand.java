package sao.evaluatecommand;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sao.arena.ArenaAnswers;
import sao.arena.ArenaHard;
import sao.arena.ArenaJudgment;
import sao.command.ExitCode;
import sao.command.Subcommand;

/// The command `sao evaluate arena`: computes Arena-Hard's figures from judgment files.
@Command(
        name = "arena",
        description = {
            "Computes the win rate of each model against the baseline of its category from judgment files of",
            "Arena-Hard 0.1 or 2.0: Bradley-Terry ratings, 100 resamples, strong verdicts counted three times."
        })
final class ArenaCommand extends Subcommand {
    private static final JsonMapper JSON = new JsonMapper();

    @Option(
            names = "--judgments",
            required = true,
            paramLabel = "FILE",
            description = "Judgments, JSON lines; may be repeated for several models by one judge.")
    private List<Path> judgments = List.of();

    @Option(
            names = "--answers",
            paramLabel = "FILE",
            description = "Answers of the models and of the baseline, for style control; may be repeated.")
    private List<Path> answers = List.of();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "Seed of the resamples (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Option(names = "--json", description = "One JSON object for each model and category; rates in percent.")
    private boolean json;

    @Override
    protected int execute() {
        List<ArenaJudgment> read = judgments.stream()
                .flatMap(file -> ArenaJudgment.read(file).stream())
                .toList();
        Optional<ArenaAnswers> styles = answers.isEmpty() ? Optional.empty() : Optional.of(ArenaAnswers.read(answers));
        styles.filter(found -> found.counted() > 0)
                .ifPresent(
                        found -> err().println(
                                        "The answers have no metadata: their styles are counted here, lengths in words instead of tokens."));
        List<ArenaHard> figures = ArenaHard.of(read, styles, seed);
        if (json) {
            figures.forEach(figure -> out().println(json(figure)));
            return ExitCode.DONE;
        }
        out().println(
                        "| category | model | baseline | prompts | unreadable games | win rate | interval | rating | style-controlled |");
        out().println("| --- ".repeat(9) + "|");
        figures.forEach(figure -> out().println(line(figure)));
        return ExitCode.DONE;
    }

    private static String line(ArenaHard figure) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %d | %d | %.1f %% | %d %%: %.1f to %.1f | %.0f | %s |",
                figure.category(),
                figure.model(),
                figure.baseline(),
                figure.prompts(),
                figure.unreadable(),
                100 * figure.winRate(),
                figure.level(),
                100 * figure.interval().low(),
                100 * figure.interval().high(),
                figure.rating(),
                figure.styleControlled()
                        .map(found -> String.format(
                                Locale.ROOT,
                                "%.1f %% (%.1f to %.1f)",
                                100 * found.winRate(),
                                100 * found.interval().low(),
                                100 * found.interval().high()))
                        .orElse("–"));
    }

    /// {@return the figures as one JSON object, in percent}
    static String json(ArenaHard figure) {
        ObjectNode tree = JSON.createObjectNode()
                .put("category", figure.category())
                .put("judge", figure.judge())
                .put("model", figure.model())
                .put("baseline", figure.baseline())
                .put("n", figure.prompts())
                .put("unreadable", figure.unreadable())
                .put("win_rate", 100 * figure.winRate())
                .put("low", 100 * figure.interval().low())
                .put("high", 100 * figure.interval().high())
                .put("level", figure.level())
                .put("rating", figure.rating());
        figure.styleControlled()
                .ifPresentOrElse(
                        found -> tree.putObject("style_controlled")
                                .put("win_rate", 100 * found.winRate())
                                .put("low", 100 * found.interval().low())
                                .put("high", 100 * found.interval().high()),
                        () -> tree.putNull("style_controlled"));
        return tree.toString();
    }
}
