package sao.summary;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;
import sao.rows.Evaluation;
import sao.statistics.Interval;
import sao.summary.PromptSummary.Coverage;
import sao.summary.PromptSummary.Repetition;
import sao.summary.PromptSummary.Variety;
import sao.summary.PromptSummary.Yield;

/// Reads what was counted about a round's prompts.
final class LedgerPrompts {
    private static final String REPETITION = "diversity/repetition_";
    private static final String VARIETY = "diversity/";
    private static final String COVERAGE = "coverage/";
    private static final String YIELD = "yield/";
    private static final List<String> VARIETIES =
            List.of("distinct_1", "distinct_2", "distinct_3", "compression_ratio", "word_entropy", "self_bleu");

    private LedgerPrompts() {}

    /// {@return the figures in these rows}
    static PromptSummary of(List<Evaluation> rows) {
        List<Yield> yields = under(YIELD, rows, row -> new Yield(row.metric().substring(YIELD.length()), figure(row)));
        return new PromptSummary(
                under(
                        REPETITION,
                        rows,
                        row -> new Repetition(row.metric().substring(REPETITION.length()), figure(row))),
                VARIETIES.stream()
                        .flatMap(name -> rows.stream()
                                .filter(row -> row.metric().equals(VARIETY + name))
                                .map(row -> new Variety(name, row.value(), row.n())))
                        .toList(),
                under(COVERAGE, rows, LedgerPrompts::coverage),
                yields.size() < 2 ? List.of() : yields);
    }

    private static <T> List<T> under(String prefix, List<Evaluation> rows, Function<Evaluation, T> made) {
        return rows.stream()
                .filter(row -> row.metric().startsWith(prefix))
                .map(made)
                .toList();
    }

    private static Figure figure(Evaluation row) {
        return new Figure(row.value(), new Interval(row.low(), row.high()), row.n());
    }

    private static Coverage coverage(Evaluation row) {
        JsonNode more = SummaryJson.read(row.json(), JsonNode.class);
        return new Coverage(
                row.metric().substring(COVERAGE.length()),
                more.path("seen").asLong(),
                more.path("of").asLong(),
                more.path("evenness").asDouble());
    }
}
