package sao.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import sao.result.AnswerFigures;
import sao.result.JudgedRate;
import sao.result.MeasuredShare;
import sao.summary.Measurement;
import sao.summary.Measurement.Benchmark;
import sao.summary.Measurement.Measured;
import sao.summary.Measurement.Missing;
import sao.summary.RunSummary;

/// The report's first section: the win rate with its confidence interval and its control.
final class ResultSection {
    private ResultSection() {}

    /// {@return the conclusion, followed by the win rates}
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
                %s
                %s
                %s""",
                claim.tone(),
                bigNumber(run.measurement()),
                claim.title(),
                claim.verdict(),
                claim.cautions().isEmpty() ? "" : Markup.of("<ul class=\"cautions\">%s</ul>", cautions),
                run.measurement() instanceof Measured measured ? rates("held-out prompts", measured) : Markup.NONE,
                benchmarks(run.benchmarks()),
                ConstraintSection.of(run.constraints()));
    }

    private static Markup benchmarks(List<Benchmark> benchmarks) {
        return benchmarks.isEmpty()
                ? Markup.NONE
                : Markup.of(
                        "<h3>Benchmarks</h3><p>Both models answered the prompts of each file. The results affect neither the choice of the training pairs nor the number of rounds.</p>%s",
                        Markup.join(benchmarks.stream()
                                .map(each -> rates("prompts of " + each.name(), each.measured()))
                                .toList()));
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

    /// @param prompts description of the prompts
    private static Markup rates(String prompts, Measured measured) {
        List<MeasuredShare> figures = new ArrayList<>(List.of(measured.control()));
        for (JudgedRate rate : measured.byJudge()) {
            figures.add(rate.winRate());
            figures.add(rate.lengthControlled());
        }
        IntervalBar bar = IntervalBar.over(figures);
        List<Markup> rows = new ArrayList<>();
        for (JudgedRate rate : measured.byJudge()) {
            String verdicts = "%s: %d won, %d tied, %d lost%s"
                    .formatted(rate.judge(), rate.wins(), rate.ties(), rate.losses(), left(rate));
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
                <caption>Shares of %s, with 95\u00A0%% intervals by bootstrap over prompts. The line marks 50\u00A0%%.</caption>
                <thead><tr><th scope="col">figure</th><th scope="col" class="number">share</th><th scope="col" class="number">95\u00A0%% interval</th><th scope="col" class="number">n</th><th scope="col"><span class="spoken">picture</span></th></tr></thead>
                <tbody>%s
                <tr class="scale"><td colspan="4"></td><td>%s</td></tr></tbody>
                </table>""", prompts, Markup.join(rows), bar.scale());
    }

    /// {@return a text with the numbers of prompts that the share excludes}
    private static String left(JudgedRate rate) {
        return (rate.unreadable() == 0 ? "" : ", %d unreadable".formatted(rate.unreadable()))
                + (rate.tooLong() == 0 ? "" : ", %d without an answer (too long or refused)".formatted(rate.tooLong()));
    }

    private static Markup row(String name, String more, MeasuredShare figure, Markup picture) {
        return Markup.of(
                "<tr><th scope=\"row\">%s<small>%s</small></th><td class=\"number\">%s</td><td class=\"number\">%s</td><td class=\"number\">%s</td><td class=\"picture\">%s</td></tr>",
                name, more, Words.percent(figure.value()), Words.range(figure), Words.count(figure.n()), picture);
    }

    /// {@return tables that compare both models' answers, one for each measured set of prompts}
    static Markup beforeAndAfter(RunSummary run) {
        List<Markup> tables = new ArrayList<>();
        if (run.measurement() instanceof Measured measured) {
            tables.add(beforeAndAfter("held-out prompts", measured));
        }
        run.benchmarks().forEach(each -> tables.add(beforeAndAfter("prompts of " + each.name(), each.measured())));
        return Markup.join(tables);
    }

    private static Markup beforeAndAfter(String prompts, Measured measured) {
        List<Markup> rows = List.of(
                compared("mean length, tokens", measured, figures -> figures.meanTokens(), false),
                compared("mean length, characters", measured, figures -> figures.meanCharacters(), false),
                compared("answers that repeat themselves", measured, figures -> figures.repetitive(), true),
                compared("answers cut off by the limit", measured, figures -> figures.truncated(), true),
                compared("distinct words among all words", measured, figures -> figures.distinctWords(), true));
        return Markup.of("""
                <table class="plain">
                <caption>What %s answers of each model to %s look like</caption>
                <thead><tr><th scope="col">figure</th><th scope="col" class="number">start</th><th scope="col" class="number">trained</th></tr></thead>
                <tbody>%s</tbody></table>""", Words.count(measured.trained().answers()), prompts, Markup.join(rows));
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
