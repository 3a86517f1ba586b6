package sao.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sao.summary.FunnelSummary;
import sao.summary.FunnelSummary.Flag;
import sao.summary.FunnelSummary.Step;

/// The report's section on the number of rows at each step and the reasons of dropped rows.
final class FunnelSection {
    private FunnelSection() {}

    /// {@return the funnel as a table}
    static Markup of(FunnelSummary funnel) {
        long first = funnel.steps().isEmpty() ? 0 : funnel.steps().getFirst().rows();
        List<Markup> rows = IntStream.range(0, funnel.steps().size())
                .mapToObj(i -> row(funnel.steps().get(i), first))
                .toList();
        return Markup.of("""
                <table class="funnel">
                <thead><tr><th scope="col">step</th><th scope="col" class="number">rows</th><th scope="col"><span class="spoken">share of all</span></th><th scope="col">left before it, by reason</th></tr></thead>
                <tbody>%s</tbody></table>
                %s%s""", Markup.join(rows), flags(funnel.flags()), balance(funnel));
    }

    private static Markup flags(List<Flag> flags) {
        if (flags.isEmpty()) {
            return Markup.NONE;
        }
        String counts = flags.stream()
                .map(flag -> "%s %s"
                        .formatted(
                                Words.label(flag.rule()),
                                Words.count(Math.round(
                                        flag.share().value() * flag.share().n()))))
                .collect(Collectors.joining(", "));
        return Markup.of(
                "<p class=\"note\">What rules saw in %s answers: %s.</p>",
                Words.count(flags.getFirst().share().n()), counts);
    }

    private static Markup row(Step step, long first) {
        double share = first == 0 ? 0 : 100.0 * step.rows() / first;
        return Markup.of(
                """
                <tr><th scope="row">%s</th><td class="number">%s</td>
                <td class="picture"><svg class="share" role="img" aria-label="%s of all"><rect class="all" width="100%%" height="10" rx="3"/><rect class="part" width="%s%%" height="10" rx="3"/></svg></td>
                <td class="reasons">%s</td></tr>""",
                Words.label(step.name()),
                Words.count(step.rows()),
                Words.percent(share / 100),
                LineChart.at(share),
                reasons(step));
    }

    private static Markup reasons(Step step) {
        List<Markup> reasons = step.left().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(left -> Markup.of(
                        "<span><b>%s</b> %s</span>", Words.count(left.getValue()), Words.label(left.getKey())))
                .toList();
        Markup underWay = step.underWay() == 0
                ? Markup.NONE
                : Markup.of("<span class=\"under-way\"><b>%s</b> under way</span>", Words.count(step.underWay()));
        return Markup.of("%s%s", Markup.join(reasons), underWay);
    }

    private static Markup balance(FunnelSummary funnel) {
        return funnel.addsUp()
                ? Markup.of(
                        "<p class=\"note\">Every row is accounted for: at each step, rows in = rows on + rows left.</p>")
                : Markup.of(
                        "<p class=\"warning\"><b>These numbers do not add up.</b> If the run is still in progress, write the report again when it is finished; otherwise its ledger is damaged.</p>");
    }
}
