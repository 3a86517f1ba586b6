package sao.report;

import java.util.List;
import sao.summary.ForecastSummary;
import sao.summary.RunSummary.Fact;
import sao.summary.RunSummary.FactGroup;
import sao.summary.RunSummary.Timing;

/// The report's section on durations, settings, versions, digests and the machine, which are needed to repeat
/// the run.
final class RunSection {
    private RunSection() {}

    /// {@return a table of the stages' durations}
    static Markup timings(List<Timing> timings) {
        if (timings.isEmpty()) {
            return Markup.of("<p>No stage has begun.</p>");
        }
        double whole = timings.stream().mapToDouble(Timing::seconds).sum();
        List<Markup> rows =
                timings.stream().map(timing -> timing(timing, whole)).toList();
        return Markup.of("""
                <table class="plain timings">
                <caption>Wall time by stage, over all processes of the run</caption>
                <thead><tr><th scope="col">stage</th><th scope="col" class="number">done</th><th scope="col" class="number">time</th><th scope="col" class="number">tokens</th><th scope="col"><span class="spoken">share of the time</span></th></tr></thead>
                <tbody>%s</tbody>
                <tfoot><tr><th scope="row">together</th><td></td><td class="number">%s</td><td></td><td></td></tr></tfoot></table>""", Markup.join(rows), Words.duration(whole));
    }

    private static Markup timing(Timing timing, double whole) {
        double share = whole == 0 ? 0 : 100 * timing.seconds() / whole;
        return Markup.of(
                """
                <tr><th scope="row">%s</th><td class="number">%s</td><td class="number">%s</td><td class="number">%s</td>
                <td class="picture"><svg class="share" role="img" aria-label="%s of the time"><rect class="part" width="%s%%" height="10" rx="3"/></svg></td></tr>""",
                Words.label(timing.stage()),
                Words.count(timing.done()),
                Words.duration(timing.seconds()),
                timing.tokens() == 0 ? "" : Words.count(timing.tokens()),
                Words.percent(share / 100),
                LineChart.at(share));
    }

    /// {@return a table of forecast and measured durations; empty without a forecast}
    static Markup forecast(ForecastSummary forecast) {
        if (forecast.stages().isEmpty()) {
            return Markup.NONE;
        }
        List<Markup> rows = forecast.stages().stream().map(RunSection::forecast).toList();
        return Markup.of("""
                <table class="plain">
                <caption>Forecast against fact. %s</caption>
                <thead><tr><th scope="col">stage</th><th scope="col" class="number">expected</th><th scope="col" class="number">between</th><th scope="col" class="number">took</th><th scope="col" class="number">tokens expected</th><th scope="col" class="number">tokens</th></tr></thead>
                <tbody>%s</tbody></table>""", forecast.basis(), Markup.join(rows));
    }

    private static Markup forecast(ForecastSummary.Stage stage) {
        return Markup.of(
                """
                <tr><th scope="row">%s</th><td class="number">%s</td><td class="number">%s and %s</td><td class="number">%s%s</td><td class="number">%s</td><td class="number">%s</td></tr>""",
                Words.label(stage.name()),
                Words.duration(stage.likely()),
                Words.duration(stage.least()),
                Words.duration(stage.most()),
                Words.duration(stage.seconds()),
                stage.within() ? "" : " (outside)",
                Words.count(stage.tokensExpected()),
                Words.count(stage.tokens()));
    }

    /// {@return the groups of facts, collapsed}
    static Markup facts(List<FactGroup> groups) {
        return Markup.join(groups.stream().map(RunSection::group).toList());
    }

    private static Markup group(FactGroup group) {
        List<Markup> rows = group.facts().stream().map(RunSection::fact).toList();
        return Markup.of(
                "<details><summary>%s</summary><table class=\"facts\"><tbody>%s</tbody></table></details>",
                group.title(), Markup.join(rows));
    }

    private static Markup fact(Fact fact) {
        return Markup.of("<tr><th scope=\"row\">%s</th><td>%s</td></tr>", fact.name(), fact.value());
    }
}
