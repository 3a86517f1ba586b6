package sao.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import sao.summary.PromptSummary;
import sao.summary.PromptSummary.Coverage;
import sao.summary.PromptSummary.Repetition;
import sao.summary.PromptSummary.Variety;
import sao.summary.PromptSummary.Yield;

/// The report's section on the diversity of the prompts.
final class PromptSection {
    private static final Map<String, String> MEANING = Map.of(
            "exact", "equal to an earlier prompt except for case and punctuation, of all readable prompts",
            "near", "similar to an earlier prompt by word trigrams or ROUGE-L, of all readable prompts",
            "kept", "repetitions of either kind among the accepted prompts",
            "distinct_1", "distinct words among all words; higher is more varied",
            "distinct_2", "distinct bigrams among all bigrams; higher is more varied",
            "distinct_3", "distinct trigrams among all trigrams; higher is more varied",
            "compression_ratio", "uncompressed bytes divided by compressed bytes; lower is more varied",
            "word_entropy", "entropy of words in bits; higher is more varied",
            "self_bleu", "BLEU-4 of each prompt against all others; lower is more varied");

    private PromptSection() {}

    /// {@return tables of the measures; empty if there are none}
    static Markup of(PromptSummary prompts) {
        if (prompts.repetition().isEmpty()) {
            return Markup.NONE;
        }
        List<Markup> repetition =
                prompts.repetition().stream().map(PromptSection::row).toList();
        List<Markup> variety =
                prompts.variety().stream().map(PromptSection::row).toList();
        return Markup.of(
                """
                <table class="plain">
                <caption>How varied the prompts are; repetition over all of them, the rest over a sample</caption>
                <thead><tr><th scope="col">figure</th><th scope="col" class="number">value</th><th scope="col" class="number">n</th><th scope="col">meaning</th></tr></thead>
                <tbody>%s%s</tbody></table>
                %s%s""",
                Markup.join(repetition), Markup.join(variety), coverage(prompts.coverage()), yields(prompts.yields()));
    }

    private static Markup row(Repetition repetition) {
        return row(
                "repetition, " + repetition.kind(),
                "%s (%s)".formatted(Words.percent(repetition.share().value()), Words.range(repetition.share())),
                repetition.share().n(),
                MEANING.getOrDefault(repetition.kind(), ""));
    }

    private static Markup row(Variety variety) {
        return row(
                Words.label(variety.name()),
                String.format(Locale.ROOT, "%.3f", variety.value()),
                variety.n(),
                MEANING.getOrDefault(variety.name(), ""));
    }

    private static Markup row(String name, String value, long n, String meaning) {
        return Markup.of(
                "<tr><th scope=\"row\">%s</th><td class=\"number\">%s</td><td class=\"number\">%s</td><td>%s</td></tr>",
                name, value, Words.count(n), meaning);
    }

    private static Markup coverage(List<Coverage> coverage) {
        if (coverage.isEmpty()) {
            return Markup.NONE;
        }
        List<String> words = coverage.stream()
                .map(each -> String.format(
                        Locale.ROOT,
                        "%s %d of %d (evenness %.2f)",
                        each.attribute(),
                        each.seen(),
                        each.of(),
                        each.evenness()))
                .toList();
        return Markup.of(
                "<p class=\"note\">Values of the grid behind accepted prompts: %s.</p>", String.join(", ", words));
    }

    private static Markup yields(List<Yield> yields) {
        if (yields.isEmpty()) {
            return Markup.NONE;
        }
        List<String> words = yields.stream()
                .map(each -> "%s %s of %s"
                        .formatted(
                                each.kind(),
                                Words.percent(each.share().value()),
                                Words.count(each.share().n())))
                .toList();
        return Markup.of("<p class=\"note\">Prompts accepted by kind: %s.</p>", String.join(", ", words));
    }
}
