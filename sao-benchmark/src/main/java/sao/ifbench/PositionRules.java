package sao.ifbench;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import sao.instruction.InstructionArguments;
import sao.instruction.InstructionRule;
import sao.linguistics.TreebankTokens;
import sao.linguistics.TypographicSentences;
import sao.linguistics.UnicodeText;

/// Rules on words at given positions. Words are the tokens of [TreebankTokens]: punctuation marks are words, too.
final class PositionRules {
    static final Map<String, InstructionRule.Family> TABLE = Map.ofEntries(
            entry("words:keywords_specific_position", PositionRules::inSentence),
            entry("words:words_position", PositionRules::atBothEnds),
            entry("format:title_case", _ -> PositionRules::isTitleCase));

    private PositionRules() {}

    private static InstructionRule inSentence(InstructionArguments arguments) {
        String keyword = arguments.text("keyword");
        int sentence = arguments.integer("n");
        int word = arguments.integer("m");
        return answer -> {
            List<String> sentences = TypographicSentences.of(answer);
            if (sentence < 1 || sentence > sentences.size()) {
                return false;
            }
            List<String> words = TreebankTokens.of(sentences.get(sentence - 1));
            return word >= 1 && word <= words.size() && words.get(word - 1).equals(keyword);
        };
    }

    /// The second word and the second to last word are the keyword.
    private static InstructionRule atBothEnds(InstructionArguments arguments) {
        String keyword = arguments.text("keyword");
        return answer -> {
            List<String> words = TreebankTokens.of(answer);
            return words.size() > 2
                    && words.get(1).equals(keyword)
                    && words.get(words.size() - 2).equals(keyword);
        };
    }

    /// No token begins with a lower-case letter unless it is that letter alone, or in mixed case after it.
    private static boolean isTitleCase(String answer) {
        return TreebankTokens.of(answer).stream().noneMatch(word -> {
            int first = word.codePointAt(0);
            String rest = word.substring(Character.charCount(first));
            return Character.isLowerCase(first) && (UnicodeText.isLowerCase(rest) || UnicodeText.isUpperCase(rest));
        });
    }
}
