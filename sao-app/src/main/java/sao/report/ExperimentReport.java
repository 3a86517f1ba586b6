package sao.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sao.experiment.Figure;
import sao.experimentresult.ExperimentResults;
import sao.experimentresult.ExperimentResults.CellResult;
import sao.experimentresult.ResultsText;
import sao.experimentresult.SecondaryFigure;
import sao.file.DurableFile;

/// The results of an experiment as one HTML file that needs no server and no network.
public final class ExperimentReport {
    private ExperimentReport() {}

    /// Writes the page. The file becomes visible only when it is complete.
    ///
    /// @throws sao.error.SaoException if the file cannot be written
    public static void write(ExperimentResults results, Path file) {
        DurableFile.write(file, html(results));
    }

    /// {@return the page, HTML}
    static String html(ExperimentResults results) {
        Map<String, Markup> parts = new LinkedHashMap<>();
        parts.put("name", Markup.of("%s", results.name()));
        parts.put("primary", Markup.of("%s", results.primary()));
        parts.put(
                "progress",
                Markup.of(
                        "%s of %s runs finished; %s of the %s model calls they need were made, the others were shared",
                        Words.count(results.finished()),
                        Words.count(results.cells().size()),
                        Words.count(results.work().made()),
                        Words.count(results.work().needed())));
        parts.put("notes", notes(results.notes()));
        parts.put("arms", ArmTable.of(results));
        parts.put("secondary", secondary(results));
        parts.put("cells", cells(results));
        return Page.fill("experiment.html", parts, ResultsText.json(results));
    }

    private static Markup notes(List<String> notes) {
        return notes.isEmpty()
                ? Markup.NONE
                : Markup.of(
                        "<ul class=\"cautions\">%s</ul>",
                        Markup.join(notes.stream()
                                .map(note -> Markup.of("<li>%s</li>", note))
                                .toList()));
    }

    private static Markup secondary(ExperimentResults results) {
        List<Markup> rows = new ArrayList<>();
        for (SecondaryFigure figure : SecondaryFigure.values()) {
            if (results.arms().stream().anyMatch(arm -> arm.secondary().containsKey(figure))) {
                List<Markup> values = results.arms().stream()
                        .map(arm -> Markup.of(
                                "<td class=\"number\">%s</td>",
                                figure.text(arm.secondary().getOrDefault(figure, Double.NaN))))
                        .toList();
                rows.add(Markup.of("<tr><th scope=\"row\">%s</th>%s</tr>", figure.title(), Markup.join(values)));
            }
        }
        List<Markup> heads = results.arms().stream()
                .map(arm -> Markup.of("<th scope=\"col\" class=\"number\">%s</th>", arm.arm()))
                .toList();
        return Markup.of("""
                <table class="plain">
                <caption>Other figures, means over the finished seeds of each arm</caption>
                <thead><tr><th scope="col">figure</th>%s</tr></thead>
                <tbody>%s</tbody></table>""", Markup.join(heads), Markup.join(rows));
    }

    private static Markup cells(ExperimentResults results) {
        List<Markup> rows = results.cells().stream()
                .map(cell -> cell(cell, results.primary().figure()))
                .toList();
        return Markup.of("""
                <table class="plain">
                <caption>The runs, in the order in which they are made</caption>
                <thead><tr><th scope="col">arm</th><th scope="col" class="number">seed</th><th scope="col">state</th><th scope="col" class="number">%s</th><th scope="col">folder</th></tr></thead>
                <tbody>%s</tbody></table>""", results.primary().figure().label(), Markup.join(rows));
    }

    private static Markup cell(CellResult cell, Figure figure) {
        return Markup.of(
                "<tr><th scope=\"row\">%s</th><td class=\"number\">%s</td><td>%s</td><td class=\"number\">%s</td><td>%s</td></tr>",
                cell.arm(),
                cell.seed(),
                cell.state(),
                cell.value()
                        .map(value -> ResultsText.value(value, figure, false))
                        .orElse("\u2013"),
                cell.folder());
    }
}
