package sao.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import sao.result.JudgedRate;
import sao.result.MeasuredShare;
import sao.statistics.MeasuredMean;
import sao.summary.Measurement.ByJudge;
import sao.summary.Measurement.Measured;

/// The tables of a measurement: win rates and mean log-odds of each judge with their intervals and controls.
final class RateTables {
    private static final String CONTROL = "start model's answers against each other";

    private RateTables() {}

    /// {@return the tables}
    ///
    /// @param prompts description of the prompts
    static Markup of(String prompts, Measured measured) {
        boolean known = measured.byJudge().stream()
                .anyMatch(judged -> judged.rate().logOdds().known());
        return Markup.join(List.of(shares(prompts, measured), known ? logOdds(prompts, measured) : Markup.NONE));
    }

    private static Markup shares(String prompts, Measured measured) {
        IntervalBar bar = IntervalBar.over(measured.byJudge().stream()
                .flatMap(RateTables::figures)
                .filter(MeasuredShare::known)
                .toList());
        List<Markup> rows = new ArrayList<>();
        for (ByJudge judged : measured.byJudge()) {
            JudgedRate rate = judged.rate();
            String verdicts = "%s: %d pairs won, %d tied, %d lost%s"
                    .formatted(judge(rate), rate.wins(), rate.ties(), rate.losses(), left(rate));
            rows.add(row("Win rate", verdicts, rate.winRate(), bar, rows.isEmpty()));
            if (rate.lengthControlled().known()) {
                rows.add(row(
                        "Length-controlled",
                        "if both wrote at equal length (LC minimal)",
                        rate.lengthControlled(),
                        bar,
                        false));
            }
            if (rate.lengthMatched().known()) {
                rows.add(row(
                        "Length-matched",
                        "in the %d pairs whose lengths differ by at most 25\u00A0%%".formatted(rate.matchedPairs()),
                        rate.lengthMatched(),
                        bar,
                        false));
            }
            rows.add(row("Control", CONTROL, judged.control(), bar, false));
        }
        return table(
                "Shares of %s, with 95\u00A0%% intervals by bootstrap over prompts. The line marks 50\u00A0%%."
                        .formatted(prompts),
                "share",
                rows,
                bar);
    }

    private static Stream<MeasuredShare> figures(ByJudge judged) {
        JudgedRate rate = judged.rate();
        return Stream.of(judged.control(), rate.winRate(), rate.lengthControlled(), rate.lengthMatched());
    }

    private static Markup logOdds(String prompts, Measured measured) {
        List<MeasuredMean> figures = new ArrayList<>();
        measured.byJudge().forEach(judged -> {
            figures.add(judged.rate().logOdds());
            figures.add(judged.controlLogOdds());
        });
        IntervalBar bar = IntervalBar.overMeans(figures);
        List<Markup> rows = new ArrayList<>();
        for (ByJudge judged : measured.byJudge()) {
            JudgedRate rate = judged.rate();
            rows.add(row("Mean log-odds", judge(rate), rate.logOdds(), bar, rows.isEmpty()));
            rows.add(row("Control", CONTROL, judged.controlLogOdds(), bar, false));
        }
        return table(
                "Log-odds that the trained model's answer is better on %s, nats, with 95\u00A0%% intervals by bootstrap over prompts. The line marks 0."
                        .formatted(prompts),
                "mean",
                rows,
                bar);
    }

    private static Markup table(String caption, String figure, List<Markup> rows, IntervalBar bar) {
        return Markup.of("""
                <table class="rates">
                <caption>%s</caption>
                <thead><tr><th scope="col">figure</th><th scope="col" class="number">%s</th><th scope="col" class="number">95\u00A0%% interval</th><th scope="col" class="number">prompts</th><th scope="col"><span class="spoken">picture</span></th></tr></thead>
                <tbody>%s
                <tr class="scale"><td colspan="4"></td><td>%s</td></tr></tbody>
                </table>""", caption, figure, Markup.join(rows), bar.scale());
    }

    private static String judge(JudgedRate rate) {
        return "%s (%s), %s"
                .formatted(
                        rate.origin().modelWords(), rate.judge(), rate.origin().relationWords());
    }

    /// {@return a text with the numbers of pairs and prompts that the share excludes}
    private static String left(JudgedRate rate) {
        return (rate.unreadable() == 0 ? "" : ", %d unreadable".formatted(rate.unreadable()))
                + (rate.tooLong() == 0
                        ? ""
                        : ", %d prompts without an answer (too long or refused)".formatted(rate.tooLong()));
    }

    private static Markup row(String name, String more, MeasuredShare figure, IntervalBar bar, boolean main) {
        return row(
                name,
                more,
                List.of(Words.percent(figure.value()), Words.range(figure), Words.count(figure.n())),
                bar.bar(figure, main));
    }

    private static Markup row(String name, String more, MeasuredMean figure, IntervalBar bar, boolean main) {
        return row(
                name,
                more,
                List.of(Words.logOdds(figure.value()), Words.range(figure), Words.count(figure.n())),
                bar.bar(figure, main));
    }

    private static Markup row(String name, String more, List<String> numbers, Markup picture) {
        return Markup.of(
                "<tr><th scope=\"row\">%s<small>%s</small></th>%s<td class=\"picture\">%s</td></tr>",
                name,
                more,
                Markup.join(numbers.stream()
                        .map(number -> Markup.of("<td class=\"number\">%s</td>", number))
                        .toList()),
                picture);
    }
}
