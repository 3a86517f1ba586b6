package sao.ifeval;

import static java.util.Map.entry;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import sao.instruction.InstructionArguments;
import sao.instruction.InstructionArguments.Comparison;
import sao.instruction.InstructionRule;
import sao.linguistics.StatisticalSentences;
import sao.linguistics.UnicodeText;
import sao.linguistics.WordTokens;

/// Rules on numbers of words, sentences and paragraphs.
final class LengthRules {
    static final Map<String, InstructionRule.Family> TABLE = Map.ofEntries(
            entry(
                    "length_constraints:number_sentences",
                    counted(
                            "num_sentences",
                            answer -> StatisticalSentences.of(answer).size())),
            entry(
                    "length_constraints:number_words",
                    counted("num_words", answer -> WordTokens.of(answer).size())),
            entry("length_constraints:number_paragraphs", LengthRules::paragraphs),
            entry("length_constraints:nth_paragraph_first_word", LengthRules::firstWord));

    private LengthRules() {}

    private static InstructionRule.Family counted(String threshold, ToIntFunction<String> counter) {
        return arguments -> {
            Comparison comparison = arguments.comparison("relation", threshold);
            return answer -> comparison.holds(counter.applyAsInt(answer));
        };
    }

    /// Paragraphs between `***`. The first and the last may be blank and then do not count; no other may.
    private static InstructionRule paragraphs(InstructionArguments arguments) {
        int wanted = arguments.integer("num_paragraphs");
        return answer -> {
            List<String> paragraphs = UnicodeText.split(answer, "***");
            int count = paragraphs.size();
            for (int i = 0; i < paragraphs.size(); i++) {
                boolean outer = i == 0 || i == paragraphs.size() - 1;
                if (UnicodeText.isBlank(paragraphs.get(i))) {
                    if (!outer) {
                        return false;
                    }
                    count--;
                }
            }
            return count == wanted;
        };
    }

    /// Paragraphs between two line feeds; blank ones do not count, but keep their place in the numbering.
    private static InstructionRule firstWord(InstructionArguments arguments) {
        int wanted = arguments.integer("num_paragraphs");
        int nth = arguments.integer("nth_paragraph");
        String word = arguments.text("first_word").toLowerCase(Locale.ROOT);
        return answer -> {
            List<String> paragraphs = UnicodeText.split(answer, "\n\n");
            long count = paragraphs.stream()
                    .filter(paragraph -> !UnicodeText.isBlank(paragraph))
                    .count();
            return count == wanted
                    && nth >= 1
                    && nth <= count
                    && firstWord(paragraphs.get(nth - 1)).equals(word);
        };
    }

    /// {@return the first word of a paragraph in lower case, without opening quotation marks and up to its first
    /// punctuation mark}
    private static String firstWord(String paragraph) {
        List<String> chunks = UnicodeText.split(paragraph);
        if (chunks.isEmpty()) {
            return "";
        }
        String chunk = UnicodeText.stripStart(
                UnicodeText.stripStart(chunks.getFirst(), mark -> mark == '\''), mark -> mark == '"');
        int end = 0;
        while (end < chunk.length() && ".,?!'\"".indexOf(chunk.charAt(end)) < 0) {
            end++;
        }
        return chunk.substring(0, end).toLowerCase(Locale.ROOT);
    }
}
