package sao.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sao.summary.Figure;
import sao.summary.JudgeSummary;
import sao.summary.JudgeSummary.Audit;
import sao.summary.JudgeSummary.Kind;

/// Which judge ranked, why, and how it did on probes of known order.
final class JudgeSection {
    private JudgeSection() {}

    /// {@return the judge in words and its audit as a table}
    static Markup of(JudgeSummary judge) {
        List<Markup> tables = judge.audits().stream().map(JudgeSection::table).toList();
        return Markup.of(
                "<p>The pairs were ranked by <b>%s</b>. %s</p>%s",
                judge.name(),
                judge.why(),
                tables.isEmpty()
                        ? Markup.of(
                                "<p class=\"warning\">This judge was not audited, so nothing is known about its accuracy.</p>")
                        : Markup.join(tables));
    }

    private static Markup table(Audit audit) {
        List<Figure> figures = new ArrayList<>(List.of(audit.all()));
        audit.kinds().forEach(kind -> figures.add(kind.accuracy()));
        IntervalBar bar = IntervalBar.over(figures);
        List<Markup> rows = new ArrayList<>();
        for (Kind kind : audit.kinds()) {
            rows.add(row(Words.label(kind.kind()), kind.accuracy(), bar, false));
        }
        rows.add(row("all probes", audit.all(), bar, true));
        return Markup.of(
                """
                <table class="rates">
                <caption>How often <b>%s</b> preferred an answer of this run to a twin made worse on purpose. Chance is 50\u00A0%%.</caption>
                <thead><tr><th scope="col">the twin is</th><th scope="col" class="number">right</th><th scope="col" class="number">95\u00A0%% interval</th><th scope="col" class="number">n</th><th scope="col"><span class="spoken">picture</span></th></tr></thead>
                <tbody>%s
                <tr class="scale"><td colspan="4"></td><td>%s</td></tr></tbody></table>
                <p class="note">Both orders agree in %s of its verdicts; its bias for the first seat is %s nats; among the run's own pairs the longer answer won %s (%s).</p>""",
                audit.judge(),
                Markup.join(rows),
                bar.scale(),
                Words.percent(audit.consistency().value()),
                String.format(Locale.ROOT, "%.3f", audit.seatBias()),
                Words.percent(audit.longerWins().value()),
                Words.range(audit.longerWins()));
    }

    private static Markup row(String name, Figure figure, IntervalBar bar, boolean main) {
        if (figure.n() == 0) {
            return Markup.of(
                    "<tr><th scope=\"row\">%s</th><td colspan=\"2\">no probe could be made</td><td class=\"number\">0</td><td></td></tr>",
                    name);
        }
        return Markup.of(
                "<tr class=\"%s\"><th scope=\"row\">%s</th><td class=\"number\">%s</td><td class=\"number\">%s</td><td class=\"number\">%s</td><td class=\"picture\">%s</td></tr>",
                main ? "total" : "part",
                name,
                Words.percent(figure.value()),
                Words.range(figure),
                Words.count(figure.n()),
                bar.bar(figure, main));
    }
}
