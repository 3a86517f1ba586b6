package sao.experimentresult;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sao.experiment.ExperimentPlan.Figure;
import sao.experimentresult.ExperimentResults.ArmResult;
import sao.experimentresult.ExperimentResults.CellResult;
import sao.experimentresult.ExperimentResults.Effect;
import sao.experimentresult.ExperimentResults.JudgeResult;

/// Formats the results of an experiment as a Markdown table, as JSON and as comma-separated values.
public final class ResultsText {
    private static final JsonMapper JSON = new JsonMapper();

    private ResultsText() {}

    /// {@return the primary figure of each arm as a Markdown table, followed by the notes}
    public static List<String> lines(ExperimentResults results) {
        Figure figure = results.primary().figure();
        List<String> lines = new ArrayList<>();
        lines.add("Primary figure: %s. %d of %d cells are finished; %,d of the %,d model calls they need were made."
                .formatted(
                        results.primary(),
                        results.finished(),
                        results.cells().size(),
                        results.work().made(),
                        results.work().needed()));
        String control = results.control().map(name -> "minus " + name).orElse("");
        lines.add("");
        lines.add("| arm | seeds | prompts | %s | 95 %% | p | Holm |%s"
                .formatted(figure.label(), control.isEmpty() ? "" : " %s | 95 %% | p | Holm |".formatted(control)));
        lines.add("| --- ".repeat(control.isEmpty() ? 7 : 11) + "|");
        for (ArmResult arm : results.arms()) {
            lines.add("| %s | %d | %s | %s |%s"
                    .formatted(
                            arm.arm(),
                            arm.seeds(),
                            arm.value()
                                    .map(effect -> Integer.toString(effect.prompts()))
                                    .orElse("\u2013"),
                            cells(arm.value(), figure, false),
                            control.isEmpty() ? "" : " %s |".formatted(cells(arm.difference(), figure, true))));
        }
        lines.add("");
        lines.addAll(judges(results));
        lines.add("");
        lines.addAll(secondary(results));
        results.notes().forEach(note -> lines.addAll(List.of("", note)));
        return lines;
    }

    private static String cells(Optional<Effect> effect, Figure figure, boolean signed) {
        return effect.map(found -> "%s | %s to %s | %s | %s"
                        .formatted(
                                value(found.mean(), figure, signed),
                                value(found.interval().low(), figure, signed),
                                value(found.interval().high(), figure, signed),
                                probability(found.p()),
                                probability(found.holm())))
                .orElse("\u2013 | \u2013 | \u2013 | \u2013");
    }

    private static List<String> judges(ExperimentResults results) {
        List<String> lines = new ArrayList<>(
                List.of("| judge | kind | arm | win rate | mean log-odds |", "| --- | --- | --- | --- | --- |"));
        for (ArmResult arm : results.arms()) {
            for (JudgeResult judge : arm.judges()) {
                lines.add("| %s | %s | %s | %s | %s |"
                        .formatted(
                                judge.entry(),
                                judge.judge(),
                                arm.arm(),
                                SecondaryFigure.WIN_RATE.text(judge.winRate()),
                                SecondaryFigure.MEAN_LOG_ODDS.text(judge.logOdds())));
            }
        }
        return lines;
    }

    private static List<String> secondary(ExperimentResults results) {
        List<SecondaryFigure> figures = Arrays.stream(SecondaryFigure.values())
                .filter(figure ->
                        results.arms().stream().anyMatch(arm -> arm.secondary().containsKey(figure)))
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add(figures.stream()
                .map(SecondaryFigure::title)
                .collect(Collectors.joining(" | ", "| mean over seeds | ", " |")));
        lines.add("| --- ".repeat(figures.size() + 1) + "|");
        for (ArmResult arm : results.arms()) {
            lines.add(figures.stream()
                    .map(figure -> figure.text(arm.secondary().getOrDefault(figure, Double.NaN)))
                    .collect(Collectors.joining(" | ", "| %s | ".formatted(arm.arm()), " |")));
        }
        return lines;
    }

    /// {@return a value of a figure as text}
    ///
    /// @param signed whether the value is a difference
    public static String value(double value, Figure figure, boolean signed) {
        String sign = signed || figure.neutral() == 0 ? "%+" : "%";
        return figure.isShare()
                ? String.format(Locale.ROOT, sign + ".1f %%", 100 * value)
                : String.format(Locale.ROOT, "%+.3f", value);
    }

    /// {@return a p-value as text; a dash if it is absent}
    public static String probability(Optional<Double> p) {
        return p.map(value -> value < 0.0005 ? "< 0.0005" : String.format(Locale.ROOT, "%.3f", value))
                .orElse("\u2013");
    }

    /// {@return the results as one JSON object}
    public static String json(ExperimentResults results) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("experiment", results.name());
        ObjectNode primary = tree.putObject("primary");
        primary.put("figure", results.primary().figure().label());
        primary.put("judge", results.primary().judge());
        primary.put("prompts", results.primary().prompts());
        tree.put("control", results.control().orElse(null));
        results.seeds().forEach(tree.putArray("seeds")::add);
        tree.putObject("calls")
                .put("needed", results.work().needed())
                .put("made", results.work().made());
        var arms = tree.putArray("arms");
        for (ArmResult arm : results.arms()) {
            ObjectNode node = arms.addObject().put("arm", arm.arm()).put("seeds", arm.seeds());
            arm.value().ifPresent(effect -> node.set("value", json(effect)));
            arm.difference().ifPresent(effect -> node.set("difference", json(effect)));
            node.set("judges", json(arm.judges()));
            node.set("secondary", json(arm.secondary()));
        }
        var cells = tree.putArray("cells");
        for (CellResult cell : results.cells()) {
            ObjectNode node = cells.addObject()
                    .put("arm", cell.arm())
                    .put("seed", cell.seed())
                    .put("folder", cell.folder())
                    .put("state", cell.state())
                    .put("detail", cell.detail())
                    .put("judge", cell.judge())
                    .put("value", cell.value().orElse(null));
            node.set("judges", json(cell.judges()));
            node.set("secondary", json(cell.secondary()));
        }
        results.notes().forEach(tree.putArray("notes")::add);
        return tree.toPrettyString() + "\n";
    }

    private static ObjectNode json(Effect effect) {
        ObjectNode node = JSON.createObjectNode()
                .put("mean", effect.mean())
                .put("low", effect.interval().low())
                .put("high", effect.interval().high())
                .put("p", effect.p().orElse(null))
                .put("holm", effect.holm().orElse(null))
                .put("prompts", effect.prompts());
        ObjectNode seeds = node.putObject("by_seed");
        effect.bySeed().forEach((seed, mean) -> seeds.put(Long.toString(seed), mean));
        return node;
    }

    private static ArrayNode json(List<JudgeResult> judges) {
        ArrayNode nodes = JSON.createArrayNode();
        judges.forEach(judge -> nodes.addObject()
                .put("entry", judge.entry())
                .put("judge", judge.judge())
                .put("win_rate", judge.winRate())
                .put("mean_log_odds", Double.isNaN(judge.logOdds()) ? null : judge.logOdds()));
        return nodes;
    }

    private static ObjectNode json(Map<SecondaryFigure, Double> figures) {
        ObjectNode node = JSON.createObjectNode();
        figures.forEach((figure, value) -> node.put(figure.label(), Double.isNaN(value) ? null : value));
        return node;
    }

    /// {@return the figures of each cell as comma-separated values with a header line; unknown values are empty}
    public static String csv(ExperimentResults results) {
        StringBuilder text = new StringBuilder(
                "arm,seed,state,judge,%s".formatted(results.primary().figure().label()));
        for (SecondaryFigure figure : SecondaryFigure.values()) {
            text.append(',').append("secondary_").append(figure.label());
        }
        text.append('\n');
        for (CellResult cell : results.cells()) {
            text.append("%s,%d,%s,%s,%s"
                    .formatted(
                            cell.arm(),
                            cell.seed(),
                            cell.state(),
                            quoted(cell.judge()),
                            cell.value().map(String::valueOf).orElse("")));
            for (SecondaryFigure figure : SecondaryFigure.values()) {
                double value = cell.secondary().getOrDefault(figure, Double.NaN);
                text.append(',').append(Double.isNaN(value) ? "" : String.valueOf(value));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String quoted(String text) {
        return text.contains(",") || text.contains("\"") ? "\"%s\"".formatted(text.replace("\"", "\"\"")) : text;
    }
}
