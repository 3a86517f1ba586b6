package sao.evaluatecommand;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sao.experimentresult.ResultsText;
import sao.protocol.PairedResult;
import sao.samples.SampleComparison;
import sao.samples.SampleComparison.Row;
import sao.statistics.McNemar;

/// Formats the comparison of results question by question.
record SampleText(SampleComparison comparison) {
    private static final JsonMapper JSON = new JsonMapper();

    /// {@return a Markdown table}
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "| task | n | first | second | second minus first | 95 % | only first right | only second right | p | Holm |");
        lines.add("| --- ".repeat(10) + "|");
        for (Row row : comparison.rows()) {
            PairedResult result = row.result();
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.4f | %.4f | %+.4f | %+.4f to %+.4f | %s | %s | %s | %s |",
                    row.key(),
                    result.n(),
                    result.first(),
                    result.second(),
                    result.difference(),
                    result.interval().low(),
                    result.interval().high(),
                    result.exact().map(McNemar::lost).map(Object::toString).orElse("–"),
                    result.exact().map(McNemar::gained).map(Object::toString).orElse("–"),
                    ResultsText.probability(Optional.of(result.p())),
                    ResultsText.probability(Optional.of(row.holm()))));
        }
        lines.add("");
        for (Row row : comparison.rows()) {
            lines.add("%s: first is %s, second is %s; %d questions without a counterpart."
                    .formatted(row.key(), row.first(), row.second(), row.unmatched()));
        }
        lines.add("p: McNemar's exact test for right and wrong answers, otherwise of the bootstrap over questions.");
        return lines;
    }

    /// {@return a JSON object for each comparison}
    List<String> json() {
        return comparison.rows().stream().map(SampleText::json).toList();
    }

    private static String json(Row row) {
        PairedResult result = row.result();
        ObjectNode tree = JSON.createObjectNode()
                .put("task", row.key().task())
                .put("filter", row.key().filter())
                .put("metric", row.key().metric())
                .put("first", row.first())
                .put("second", row.second())
                .put("n", result.n())
                .put("unmatched", row.unmatched())
                .put("first_mean", result.first())
                .put("second_mean", result.second())
                .put("difference", result.difference())
                .put("low", result.interval().low())
                .put("high", result.interval().high())
                .put("standard_error", result.standardError());
        result.exact()
                .ifPresentOrElse(
                        test -> tree.put("only_first", test.lost()).put("only_second", test.gained()),
                        () -> tree.putNull("only_first").putNull("only_second"));
        return tree.put("test", result.exact().isPresent() ? "mcnemar-exact" : "bootstrap")
                .put("p", result.p())
                .put("p_holm", row.holm())
                .toString();
    }
}
