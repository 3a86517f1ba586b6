package sao.summarizer;

import java.util.List;
import sao.result.RoundResult.AttributeCoverage;
import sao.result.RoundResult.KindYield;
import sao.result.RoundResult.PromptDiversity;
import sao.result.RoundResult.PromptRepetition;
import sao.result.RoundResults;
import sao.summary.PromptSummary;
import sao.summary.PromptSummary.Coverage;
import sao.summary.PromptSummary.Repetition;
import sao.summary.PromptSummary.Variety;
import sao.summary.PromptSummary.Yield;

/// Summarizes the diversity results of a round's prompts.
final class LedgerPrompts {
    /// The diversity measures that are shown, in order.
    private static final List<String> SHOWN =
            List.of("distinct_1", "distinct_2", "distinct_3", "compression_ratio", "word_entropy", "self_bleu");

    private LedgerPrompts() {}

    /// {@return the summary}
    static PromptSummary of(RoundResults results) {
        List<Yield> yields = results.all(KindYield.class).stream()
                .map(yield -> new Yield(yield.kind(), yield.share()))
                .toList();
        List<PromptDiversity> diversity = results.all(PromptDiversity.class);
        return new PromptSummary(
                results.all(PromptRepetition.class).stream()
                        .map(repetition -> new Repetition(repetition.kind(), repetition.share()))
                        .toList(),
                SHOWN.stream()
                        .flatMap(name -> diversity.stream()
                                .filter(figure -> figure.name().equals(name))
                                .map(figure -> new Variety(name, figure.value(), figure.prompts())))
                        .toList(),
                results.all(AttributeCoverage.class).stream()
                        .map(coverage ->
                                new Coverage(coverage.attribute(), coverage.seen(), coverage.of(), coverage.evenness()))
                        .toList(),
                yields.size() < 2 ? List.of() : yields);
    }
}
