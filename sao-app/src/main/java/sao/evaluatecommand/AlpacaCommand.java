package sao.evaluatecommand;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sao.alpaca.AlpacaEval;
import sao.alpaca.Annotation;
import sao.alpaca.AnnotationComparison;
import sao.alpaca.Difficulty;
import sao.command.ExitCode;
import sao.command.Subcommand;
import sao.evaluation.LengthControl;
import sao.protocol.Matched.Source;
import sao.protocol.PairedResult;
import sao.statistics.Bootstrap;

/// The command `sao evaluate alpaca`: computes AlpacaEval 2's figures from annotation files.
@Command(
        name = "alpaca",
        description = {
            "Computes the win rate, its standard error and the length-controlled win rate of AlpacaEval 2 from an",
            "annotation file. Percentages are those of the model, generator_2."
        })
final class AlpacaCommand extends Subcommand {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long SEED = 42;

    @Option(
            names = "--annotations",
            required = true,
            paramLabel = "FILE",
            description = "Annotations: JSON array or JSON lines with instruction, output_1, output_2, preference.")
    private Path annotations = Path.of("");

    @Option(
            names = "--difficulty",
            paramLabel = "FILE",
            description =
                    "AlpacaEval's df_gamed.csv or instruction_difficulty.csv, for the formula length_controlled_v1;"
                            + " without it the formula is length_controlled_minimal.")
    private Optional<Path> difficulty = Optional.empty();

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description = "Annotations of a second model, compared with the first instruction by instruction.")
    private Optional<Path> against = Optional.empty();

    @Option(names = "--json", description = "One JSON object; with --against a second one for the comparison.")
    private boolean json;

    @Override
    protected int execute() {
        List<Annotation> read = Annotation.read(annotations);
        Optional<Difficulty> difficulties = difficulty.map(Difficulty::read);
        Bootstrap bootstrap = json ? new Bootstrap(1, SEED) : Bootstrap.of(SEED); // the JSON object has no interval
        AlpacaEval figures = AlpacaEval.of(read, difficulties, bootstrap);
        note(figures, difficulties);
        if (json) {
            out().println(json(figures));
        } else {
            lines(read, figures).forEach(out()::println);
        }
        against.ifPresent(file -> {
            AnnotationComparison compared = AnnotationComparison.of(
                    new Source<>(annotations.toString(), read), new Source<>(file.toString(), Annotation.read(file)));
            out().println(json ? json(compared) : line(compared));
        });
        return ExitCode.DONE;
    }

    private void note(AlpacaEval figures, Optional<Difficulty> difficulties) {
        if (figures.unreadable() > 0) {
            err().println("%d of the annotations have no preference and are in no figure."
                    .formatted(figures.unreadable()));
        }
        if (figures.lengthControlled().isEmpty()) {
            err().println(
                            "The length-controlled win rate needs %d annotations, and there are %d: with fewer its penalty draws it to 50 %%."
                                    .formatted(LengthControl.FEWEST_PROMPTS, figures.total()));
        } else if (difficulties.isPresent() && difficulties.get().gamed().size() == 0) {
            err().println(
                            "%s has no rows of gamed baselines: v1 is fitted without them, as AlpacaEval's length_controlled_noreg."
                                    .formatted(difficulties.get().file()));
        }
    }

    /// {@return the figures as one JSON object, in percent}
    static String json(AlpacaEval figures) {
        ObjectNode tree = JSON.createObjectNode()
                .put("win_rate", 100 * figures.winRate())
                .put("standard_error", 100 * figures.standardError())
                .put("n_total", figures.total())
                .put("n_wins", figures.wins())
                .put("n_wins_base", figures.baselineWins())
                .put("n_draws", figures.draws());
        figures.lengthControlled()
                .ifPresentOrElse(
                        length -> tree.put("length_controlled_win_rate", 100 * length.winRate()),
                        () -> tree.putNull("length_controlled_win_rate"));
        return tree.put("length_control", figures.formula().label()).toString();
    }

    private static List<String> lines(List<Annotation> annotations, AlpacaEval figures) {
        Annotation first = annotations.getFirst();
        String length = figures.lengthControlled()
                .map(found -> String.format(
                        Locale.ROOT,
                        "%.2f %% (95 %% %.2f to %.2f)",
                        100 * found.winRate(),
                        100 * found.interval().low(),
                        100 * found.interval().high()))
                .orElse("–");
        return List.of(
                "| model | judge | n | win rate | standard error | wins | losses | draws | LC (%s) |"
                        .formatted(figures.formula().label()),
                "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
                String.format(
                        Locale.ROOT,
                        "| %s | %s | %d | %.2f %% | %.2f | %d | %d | %d | %s |",
                        first.model().isEmpty() ? "not stated" : first.model(),
                        first.annotator().isEmpty() ? "not stated" : first.annotator(),
                        figures.total(),
                        100 * figures.winRate(),
                        100 * figures.standardError(),
                        figures.wins(),
                        figures.baselineWins(),
                        figures.draws(),
                        length));
    }

    private static String json(AnnotationComparison compared) {
        PairedResult paired = compared.preferences();
        return JSON.createObjectNode()
                .put("n", paired.n())
                .put("win_rate", 100 * paired.first())
                .put("win_rate_against", 100 * paired.second())
                .put("difference", 100 * paired.difference())
                .put("low", 100 * paired.interval().low())
                .put("high", 100 * paired.interval().high())
                .put("standard_error", 100 * paired.standardError())
                .put("p", paired.p())
                .put("unmatched", compared.unmatched())
                .put("unreadable", compared.unreadable())
                .toString();
    }

    private static String line(AnnotationComparison compared) {
        PairedResult paired = compared.preferences();
        return String.format(
                Locale.ROOT,
                "%nSecond minus first on %d instructions: %+.2f points (95 %% %+.2f to %+.2f, p %.4f); %d without a counterpart, %d without both preferences.",
                paired.n(),
                100 * paired.difference(),
                100 * paired.interval().low(),
                100 * paired.interval().high(),
                paired.p(),
                compared.unmatched(),
                compared.unreadable());
    }
}
