package sao.report;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sao.file.DurableFile;
import sao.summary.PairSummary;
import sao.summary.RunSummary;

/// The report of a run as one HTML file that needs no server and no network. Texts of models are escaped, so
/// that they are shown as text and not interpreted.
public final class Report {
    private Report() {}

    /// {@return the page, HTML}
    public static String html(RunSummary run) {
        Map<String, Markup> parts = new LinkedHashMap<>();
        parts.put("run", Markup.of("%s", run.run()));
        parts.put("model", Markup.of("%s", run.model()));
        parts.put("state", Markup.of("%s", run.state()));
        parts.put("made", Markup.of("%s", run.made()));
        parts.put("result", ResultSection.of(run));
        parts.put("funnel", FunnelSection.of(run.funnel()));
        parts.put("prompts", PromptSection.of(run.prompts()));
        parts.put("judge", JudgeSection.of(run.judge()));
        parts.put("pair_charts", pairCharts(run.pairs()));
        parts.put("pair_note", pairNote(run.pairs()));
        parts.put("training", training(run));
        parts.put("before_after", ResultSection.beforeAndAfter(run));
        parts.put("timings", RunSection.timings(run.timings()));
        parts.put("forecast", RunSection.forecast(run.forecast()));
        parts.put("facts", RunSection.facts(run.facts()));
        return Page.fill("report.html", parts, run.json());
    }

    /// Writes the page. The file becomes visible only when it is complete.
    ///
    /// @throws sao.error.SaoException if the file cannot be written
    public static void write(RunSummary run, Path file) {
        String page = html(run);
        DurableFile.write(file, page);
    }

    private static Markup pairCharts(PairSummary pairs) {
        return Markup.join(List.of(
                BarChart.of("Length", pairs.lengthUnit(), pairs.lengths()),
                BarChart.of("Margin", "nats", pairs.margin()),
                BarChart.of("p that chosen is better", "by the judge", pairs.probability())));
    }

    private static Markup pairNote(PairSummary pairs) {
        if (pairs.total() == 0) {
            return Markup.of("<p>There are no pairs yet.</p>");
        }
        String shown = pairs.samples().size() < pairs.total()
                ? "Below are %s of them, spread evenly from the smallest margin to the largest; `sao export pairs` writes all."
                        .formatted(Words.count(pairs.samples().size()))
                : "All of them are below.";
        return Markup.of(
                "<p>%s pairs. Both orders agree in %s; chosen is the longer answer in %s. %s</p>",
                Words.count(pairs.total()),
                Words.percent(pairs.agreeing()),
                Words.percent(pairs.chosenLonger()),
                shown);
    }

    private static Markup training(RunSummary run) {
        if (run.curves().isEmpty()) {
            return Markup.of("<p>Training has not begun.</p>");
        }
        Markup health = Markup.join(run.health().stream()
                .map(sentence -> Markup.of("<p>%s</p>", sentence))
                .toList());
        return Markup.of(
                "%s%s",
                health, Markup.join(run.curves().stream().map(LineChart::of).toList()));
    }
}
