package sao.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import sao.experiment.ExperimentPlan.Figure;
import sao.experimentresult.ExperimentResults;
import sao.experimentresult.ExperimentResults.ArmResult;
import sao.experimentresult.ExperimentResults.Effect;
import sao.experimentresult.ResultsText;

/// A table of an experiment's primary figure: one row for each arm, with a picture of its interval and of the mean
/// of each seed.
///
/// @param caption of the table, one or two sentences
/// @param figure that is shown
/// @param neutral value that the line in the pictures marks
/// @param isDifference whether values are differences
/// @param effects of the arms, by name, in order
record ArmTable(String caption, Figure figure, double neutral, boolean isDifference, Map<String, Effect> effects) {
    /// {@return the table against the start model, after the table against the control arm, if there is one}
    static Markup of(ExperimentResults results) {
        Figure figure = results.primary().figure();
        Markup start = new ArmTable(
                        "Each arm against the start model: %s. The line marks %s, the figure of a model that equals the start model."
                                .formatted(results.primary(), ResultsText.value(figure.neutral(), figure, false)),
                        figure,
                        figure.neutral(),
                        false,
                        effects(results, ArmResult::value))
                .table();
        return results.control()
                .map(control -> new ArmTable(
                                "Each arm minus %s on the same prompts and seeds: %s. The line marks no difference."
                                        .formatted(control, results.primary()),
                                figure,
                                0,
                                true,
                                effects(results, ArmResult::difference))
                        .table())
                .map(difference -> Markup.join(List.of(difference, start)))
                .orElse(start);
    }

    private static Map<String, Effect> effects(
            ExperimentResults results, Function<ArmResult, Optional<Effect>> choice) {
        Map<String, Effect> effects = new LinkedHashMap<>();
        results.arms().forEach(arm -> choice.apply(arm).ifPresent(effect -> effects.put(arm.arm(), effect)));
        return effects;
    }

    private Markup table() {
        if (effects.isEmpty()) {
            return Markup.of("<p>%s No arm has a result yet.</p>", caption);
        }
        Axis x = axis();
        List<Markup> rows = effects.entrySet().stream()
                .map(each -> row(each.getKey(), each.getValue(), x))
                .toList();
        return Markup.of("""
                <table class="rates">
                <caption>%s</caption>
                <thead><tr><th scope="col">arm</th><th scope="col" class="number">mean</th><th scope="col" class="number">95\u00A0%% interval</th><th scope="col" class="number">prompts</th><th scope="col" class="number">p</th><th scope="col" class="number">p, Holm</th><th scope="col"><span class="spoken">picture</span></th></tr></thead>
                <tbody>%s
                <tr class="scale"><td colspan="6"></td><td>%s</td></tr></tbody></table>""", caption, Markup.join(rows), scale(x));
    }

    private Axis axis() {
        double low = neutral;
        double high = neutral;
        for (Effect effect : effects.values()) {
            low = Math.min(low, effect.interval().low());
            high = Math.max(high, effect.interval().high());
            for (double mean : effect.bySeed().values()) {
                low = Math.min(low, mean);
                high = Math.max(high, mean);
            }
        }
        return Axis.around(low, high, 5, new Axis.Span(3, 97));
    }

    private Markup row(String arm, Effect effect, Axis x) {
        return Markup.of(
                "<tr><th scope=\"row\">%s<small>%s</small></th><td class=\"number\">%s</td><td class=\"number\">%s to %s</td><td class=\"number\">%s</td><td class=\"number\">%s</td><td class=\"number\">%s</td><td class=\"picture\">%s</td></tr>",
                arm,
                seeds(effect),
                text(effect.mean()),
                text(effect.interval().low()),
                text(effect.interval().high()),
                Words.count(effect.prompts()),
                ResultsText.probability(effect.p()),
                ResultsText.probability(effect.holm()),
                picture(effect, x));
    }

    private String seeds(Effect effect) {
        return String.join(
                ", ",
                effect.bySeed().entrySet().stream()
                        .map(each -> "seed %d: %s".formatted(each.getKey(), text(each.getValue())))
                        .toList());
    }

    private String text(double value) {
        return ResultsText.value(value, figure, isDifference);
    }

    private Markup picture(Effect effect, Axis x) {
        Markup seeds = Markup.join(effect.bySeed().values().stream()
                .map(mean -> Markup.of("<circle class=\"point other\" cx=\"%s\" cy=\"11\" r=\"3\"/>", at(mean, x)))
                .toList());
        return Markup.of(
                """
                <svg class="interval" role="img" aria-label="%s, interval %s to %s">%s
                <line class="range main" x1="%s" x2="%s" y1="11" y2="11"/>%s
                <circle class="point main" cx="%s" cy="11" r="6"/></svg>""",
                text(effect.mean()),
                text(effect.interval().low()),
                text(effect.interval().high()),
                line(neutral, x),
                at(effect.interval().low(), x),
                at(effect.interval().high(), x),
                seeds,
                at(effect.mean(), x));
    }

    private static Markup line(double value, Axis x) {
        return Markup.of("<line class=\"half\" x1=\"%s\" x2=\"%s\" y1=\"0\" y2=\"22\"/>", at(value, x), at(value, x));
    }

    private Markup scale(Axis x) {
        List<Markup> labels = x.marks(4).stream()
                .map(mark -> Markup.of(
                        "<text class=\"tick middle\" x=\"%s\" y=\"13\">%s</text>",
                        at(mark, x), Axis.label(figure.isShare() ? 100 * mark : mark)))
                .toList();
        return Markup.of("<svg class=\"interval scale\" aria-hidden=\"true\">%s</svg>", Markup.join(labels));
    }

    private static String at(double value, Axis x) {
        return LineChart.at(x.position(value)) + "%";
    }
}
