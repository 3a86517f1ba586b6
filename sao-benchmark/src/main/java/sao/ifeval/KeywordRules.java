package sao.ifeval;

import static java.util.Map.entry;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import sao.instruction.InstructionArguments;
import sao.instruction.InstructionArguments.Comparison;
import sao.instruction.InstructionRule;
import sao.linguistics.TreebankTokens;
import sao.linguistics.UnicodeText;

/// Rules on words and letters. Case is ignored except where capital letters are counted.
final class KeywordRules {
    static final Map<String, InstructionRule.Family> TABLE = Map.ofEntries(
            entry("keywords:existence", KeywordRules::existence),
            entry("keywords:frequency", KeywordRules::frequency),
            entry("keywords:forbidden_words", KeywordRules::forbidden),
            entry("keywords:letter_frequency", KeywordRules::letterFrequency),
            entry("change_case:capital_word_frequency", KeywordRules::capitalWords),
            entry("punctuation:no_comma", _ -> answer -> answer.indexOf(',') < 0));

    private KeywordRules() {}

    private static InstructionRule existence(InstructionArguments arguments) {
        List<String> keywords = lower(arguments.texts("keywords"));
        return answer -> {
            String text = lower(answer);
            return keywords.stream().allMatch(text::contains);
        };
    }

    private static InstructionRule frequency(InstructionArguments arguments) {
        String keyword = lower(arguments.text("keyword"));
        if (keyword.isEmpty()) {
            throw new InstructionRule.UnusableException("keywords:frequency: argument 'keyword' is empty");
        }
        Comparison comparison = arguments.comparison("relation", "frequency");
        return answer -> comparison.holds(UnicodeText.count(lower(answer), keyword));
    }

    private static InstructionRule forbidden(InstructionArguments arguments) {
        List<String> words = lower(arguments.texts("forbidden_words"));
        return answer -> {
            String text = lower(answer);
            return words.stream().noneMatch(word -> containsWord(text, word));
        };
    }

    /// {@return whether a text contains a word with a word boundary at both ends}
    private static boolean containsWord(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            if (isBoundary(text, at) && isBoundary(text, at + word.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBoundary(String text, int at) {
        boolean before = at > 0 && isWordCharacter(text.codePointBefore(at));
        boolean after = at < text.length() && isWordCharacter(text.codePointAt(at));
        return before != after;
    }

    private static boolean isWordCharacter(int character) {
        return character == '_' || Character.isLetterOrDigit(character);
    }

    private static InstructionRule letterFrequency(InstructionArguments arguments) {
        String letter = lower(arguments.text("letter"));
        Comparison comparison = arguments.comparison("let_relation", "let_frequency");
        if (letter.codePointCount(0, letter.length()) != 1) {
            throw new InstructionRule.UnusableException(
                    "keywords:letter_frequency: argument 'letter' is '%s', but it must be one character"
                            .formatted(letter));
        }
        return answer -> comparison.holds(UnicodeText.count(lower(answer), letter));
    }

    private static InstructionRule capitalWords(InstructionArguments arguments) {
        Comparison comparison = arguments.comparison("capital_relation", "capital_frequency");
        return answer -> comparison.holds(Math.toIntExact(TreebankTokens.of(answer).stream()
                .filter(UnicodeText::isUpperCase)
                .count()));
    }

    private static List<String> lower(List<String> texts) {
        return texts.stream().map(KeywordRules::lower).toList();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
