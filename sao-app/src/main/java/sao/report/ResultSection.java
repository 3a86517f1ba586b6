package sao.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import sao.summary.Figure;
import sao.summary.Measurement;
import sao.summary.Measurement.AnswerFigures;
import sao.summary.Measurement.JudgedRate;
import sao.summary.Measurement.Measured;
import sao.summary.Measurement.Missing;
import sao.summary.RunSummary;

/// The first thing on the page: what was measured, with its interval and its control.
final class ResultSection {
    private ResultSection() {}

    /// {@return the verdict and the figures under it}
    static Markup of(RunSummary run) {
        Claim claim = Claim.of(run);
        Markup cautions = Markup.join(claim.cautions().stream()
                .map(caution -> Markup.of("<li>%s</li>", caution))
                .toList());
        return Markup.of(
                """
                <div class="verdict %s">
                %s
                <div><h2>%s</h2><p>%s</p></div>
                </div>
                %s
                %s""",
                claim.tone(),
                bigNumber(run.measurement()),
                claim.title(),
                claim.verdict(),
                claim.cautions().isEmpty() ? "" : Markup.of("<ul class=\"cautions\">%s</ul>", cautions),
                rates(run.measurement()));
    }

    private static Markup bigNumber(Measurement measurement) {
        return switch (measurement) {
            case Missing _ -> Markup.of("<p class=\"big\">\u2013<small>win rate</small></p>");
            case Measured measured ->
                Markup.of(
                        "<p class=\"big\">%s<small>win rate against the start model</small></p>",
                        Words.percent(measured.byJudge().getFirst().winRate().value()));
        };
    }

    private static Markup rates(Measurement measurement) {
        if (!(measurement instanceof Measured measured)) {
            return Markup.NONE;
        }
        List<Figure> figures = new ArrayList<>(List.of(measured.control()));
        for (JudgedRate rate : measured.byJudge()) {
            figures.add(rate.winRate());
            figures.add(rate.lengthControlled());
        }
        IntervalBar bar = IntervalBar.over(figures);
        List<Markup> rows = new ArrayList<>();
        for (JudgedRate rate : measured.byJudge()) {
            String verdicts = "%s: %d won, %d tied, %d lost%s"
                    .formatted(
                            rate.judge(),
                            rate.wins(),
                            rate.ties(),
                            rate.losses(),
                            rate.unreadable() == 0 ? "" : ", %d unreadable".formatted(rate.unreadable()));
            rows.add(row("Win rate", verdicts, rate.winRate(), bar.bar(rate.winRate(), rows.isEmpty())));
            rows.add(row(
                    "Length-controlled",
                    "if both wrote at equal length (LC minimal)",
                    rate.lengthControlled(),
                    bar.bar(rate.lengthControlled(), false)));
        }
        rows.add(row(
                "Control",
                "start model against itself, other seeds",
                measured.control(),
                bar.bar(measured.control(), false)));
        return Markup.of("""
                <table class="rates">
                <caption>Shares of held-out prompts, with 95\u00A0%% intervals by bootstrap over prompts. The line marks 50\u00A0%%.</caption>
                <thead><tr><th scope="col">figure</th><th scope="col" class="number">share</th><th scope="col" class="number">95\u00A0%% interval</th><th scope="col" class="number">n</th><th scope="col"><span class="spoken">picture</span></th></tr></thead>
                <tbody>%s
                <tr class="scale"><td colspan="4"></td><td>%s</td></tr></tbody>
                </table>""", Markup.join(rows), bar.scale());
    }

    private static Markup row(String name, String more, Figure figure, Markup picture) {
        return Markup.of(
                "<tr><th scope=\"row\">%s<small>%s</small></th><td class=\"number\">%s</td><td class=\"number\">%s</td><td class=\"number\">%s</td><td class=\"picture\">%s</td></tr>",
                name, more, Words.percent(figure.value()), Words.range(figure), Words.count(figure.n()), picture);
    }

    /// {@return what answers looked like before and after, or nothing if that was not measured}
    static Markup beforeAndAfter(Measurement measurement) {
        if (!(measurement instanceof Measured measured)) {
            return Markup.NONE;
        }
        List<Markup> rows = List.of(
                compared("mean length, tokens", measured, figures -> figures.meanTokens(), false),
                compared("mean length, characters", measured, figures -> figures.meanCharacters(), false),
                compared("answers that repeat themselves", measured, figures -> figures.repetitive(), true),
                compared("answers cut off by the limit", measured, figures -> figures.truncated(), true),
                compared("distinct words among all words", measured, figures -> figures.distinctWords(), true));
        return Markup.of("""
                <table class="plain">
                <caption>What %s answers of each model look like</caption>
                <thead><tr><th scope="col">figure</th><th scope="col" class="number">start</th><th scope="col" class="number">trained</th></tr></thead>
                <tbody>%s</tbody></table>""", Words.count(measured.trained().answers()), Markup.join(rows));
    }

    private static Markup compared(
            String name, Measured measured, ToDoubleFunction<AnswerFigures> figure, boolean share) {
        double before = figure.applyAsDouble(measured.start());
        double after = figure.applyAsDouble(measured.trained());
        return Markup.of(
                "<tr><th scope=\"row\">%s</th><td class=\"number\">%s</td><td class=\"number\">%s</td></tr>",
                name,
                share ? Words.percent(before) : Words.number(before),
                share ? Words.percent(after) : Words.number(after));
    }
}
