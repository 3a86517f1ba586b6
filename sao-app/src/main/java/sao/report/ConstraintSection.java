package sao.report;

import java.util.List;
import java.util.Locale;
import sao.result.ConstraintFigures;
import sao.result.ConstraintFigures.Family;
import sao.result.MeasuredShare;

/// The part of the report's first section on verifiable constraints: pass rates of both models, by family.
final class ConstraintSection {
    private ConstraintSection() {}

    /// {@return the pass rates; nothing if they were not measured}
    static Markup of(List<ConstraintFigures> measured) {
        return Markup.join(measured.stream().map(ConstraintSection::of).toList());
    }

    private static Markup of(ConstraintFigures figures) {
        return Markup.of(
                """
                <h3>Verifiable constraints</h3>
                <p>A rule verified whether an answer meets the constraint that was added to a held-out prompt, such as a number of sentences. No judge was asked. Each model answered each of %s prompts %s times. The pass rate changed by <b>%s</b> points (95\u00A0%% interval %s to %s). Answers cut off by the token limit: %s before, %s after.</p>
                <table class="plain">
                <caption>Share of answers that meet their constraint (%s)</caption>
                <thead><tr><th scope="col">constraint</th><th scope="col" class="number">start</th><th scope="col" class="number">trained</th><th scope="col" class="number">answers of each</th></tr></thead>
                <tbody>%s%s</tbody></table>""",
                Words.count(figures.prompts()),
                Words.count(figures.draws()),
                points(figures.difference()),
                points(figures.interval().low()),
                points(figures.interval().high()),
                Words.percent(figures.startTruncated()),
                Words.percent(figures.trainedTruncated()),
                figures.rules(),
                Markup.join(
                        figures.families().stream().map(ConstraintSection::row).toList()),
                row(
                        "all",
                        share(figures.start()),
                        share(figures.trained()),
                        figures.trained().n()));
    }

    private static Markup row(Family family) {
        return row(
                Words.label(family.family()),
                Words.percent((double) family.start() / family.answers()),
                Words.percent((double) family.trained() / family.answers()),
                family.answers());
    }

    private static Markup row(String name, String start, String trained, long answers) {
        return Markup.of(
                "<tr><th scope=\"row\">%s</th><td class=\"number\">%s</td><td class=\"number\">%s</td><td class=\"number\">%s</td></tr>",
                name, start, trained, Words.count(answers));
    }

    private static String share(MeasuredShare share) {
        return "%s (%s)".formatted(Words.percent(share.value()), Words.range(share));
    }

    /// {@return a difference of shares in percentage points with its sign}
    private static String points(double difference) {
        return String.format(Locale.ROOT, "%+.1f", 100 * difference);
    }
}
