package sao.ifbench;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import sao.instruction.InstructionArguments;
import sao.instruction.InstructionRule;
import sao.linguistics.StopWords;
import sao.linguistics.TypographicSentences;
import sao.linguistics.WordTokens;

/// Rules on proportions of words, sentences and character sequences.
final class RatioRules {
    static final Map<String, InstructionRule.Family> TABLE = Map.ofEntries(
            entry("ratio:stop_words", RatioRules::stopWords),
            entry("ratio:sentence_type", _ -> RatioRules::hasTwoStatementsForEachQuestion),
            entry("ratio:sentence_balance", _ -> RatioRules::isBalanced),
            entry("ratio:overlap", RatioRules::overlap),
            entry("ratio:sentence_words", _ -> RatioRules::hasThreeSentencesOfOneLength));

    /// Largest distance from the wanted overlap, in percentage points.
    private static final double TOLERANCE = 2;

    private RatioRules() {}

    private static InstructionRule stopWords(InstructionArguments arguments) {
        double most = arguments.integer("percentage");
        return answer -> {
            List<String> words = WordTokens.of(answer);
            long stops = words.stream().filter(StopWords::contain).count();
            return !words.isEmpty() && 100.0 * stops / words.size() <= most;
        };
    }

    private static boolean hasTwoStatementsForEachQuestion(String answer) {
        List<String> sentences = TypographicSentences.of(answer);
        return ending(sentences, ".") == 2 * ending(sentences, "?");
    }

    /// As many statements as questions as exclamations; texts without one of these marks are ignored.
    private static boolean isBalanced(String answer) {
        List<String> sentences = TypographicSentences.of(answer);
        long statements = ending(sentences, ".");
        return statements == ending(sentences, "?") && statements == ending(sentences, "!");
    }

    private static long ending(List<String> sentences, String mark) {
        return sentences.stream().filter(sentence -> sentence.endsWith(mark)).count();
    }

    /// The share of the answer's different character trigrams that the reference text has, too.
    private static InstructionRule overlap(InstructionArguments arguments) {
        Set<String> reference = CountRules.trigrams(arguments.text("reference_text"));
        int wanted = arguments.integer("percentage");
        return answer -> {
            Set<String> own = CountRules.trigrams(answer);
            if (own.isEmpty()) {
                return false;
            }
            double shared = 100.0 * own.stream().filter(reference::contains).count() / own.size();
            return Math.abs(shared - wanted) <= TOLERANCE;
        };
    }

    /// The official verifier does not compare the words of the sentences, though the instruction asks for different
    /// ones.
    private static boolean hasThreeSentencesOfOneLength(String answer) {
        List<String> sentences = TypographicSentences.of(answer);
        return sentences.size() == 3
                && sentences.stream()
                                .map(sentence -> sentence.codePointCount(0, sentence.length()))
                                .distinct()
                                .count()
                        == 1;
    }
}
