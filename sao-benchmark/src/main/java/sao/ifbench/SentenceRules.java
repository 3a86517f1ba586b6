package sao.ifbench;

import static java.util.Map.entry;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import sao.instruction.InstructionArguments;
import sao.instruction.InstructionRule;
import sao.linguistics.TypographicSentences;
import sao.linguistics.UnicodeText;

/// Rules on the sentences and paragraphs of an answer in their order.
final class SentenceRules {
    static final Map<String, InstructionRule.Family> TABLE = Map.ofEntries(
            entry("sentence:alliteration_increment", _ -> SentenceRules::increasesAlliteration),
            entry("sentence:increment", SentenceRules::increment),
            entry("sentence:keyword", SentenceRules::keyword),
            entry("words:last_first", _ -> SentenceRules::chains),
            entry("words:paragraph_last_first", _ -> SentenceRules::closesParagraphs),
            entry("format:emoji", _ -> SentenceRules::endsWithEmojis));

    private SentenceRules() {}

    /// Each sentence has more words in alliterations, sequences of words with one first letter, than the one before.
    private static boolean increasesAlliteration(String answer) {
        int[] counts = counts(answer, SentenceRules::alliteratives);
        for (int i = 1; i < counts.length; i++) {
            if (counts[i] <= counts[i - 1]) {
                return false;
            }
        }
        return true;
    }

    private static int alliteratives(String sentence) {
        List<String> words = WordRules.bareWords(sentence);
        int count = 0;
        for (int i = 0; i < words.size(); i++) {
            count += isAlike(words, i - 1, i) || isAlike(words, i, i + 1) ? 1 : 0;
        }
        return count;
    }

    private static boolean isAlike(List<String> words, int first, int second) {
        return first >= 0
                && second < words.size()
                && words.get(first).codePointAt(0) == words.get(second).codePointAt(0);
    }

    private static InstructionRule increment(InstructionArguments arguments) {
        int increment = arguments.integer("small_n");
        return answer -> {
            int[] counts =
                    counts(answer, sentence -> WordRules.bareWords(sentence).size());
            for (int i = 1; i < counts.length; i++) {
                if (counts[i] != counts[i - 1] + increment) {
                    return false;
                }
            }
            return true;
        };
    }

    private static int[] counts(String answer, ToIntFunction<String> counter) {
        return TypographicSentences.of(answer).stream().mapToInt(counter).toArray();
    }

    /// The keyword may be part of a word.
    private static InstructionRule keyword(InstructionArguments arguments) {
        String word = arguments.text("word").toLowerCase(Locale.ROOT);
        int nth = arguments.integer("N");
        return answer -> {
            List<String> sentences = TypographicSentences.of(answer);
            return nth >= 1
                    && nth <= sentences.size()
                    && sentences.get(nth - 1).toLowerCase(Locale.ROOT).contains(word);
        };
    }

    /// The last word of a sentence without punctuation after it is the first word of the next one without
    /// punctuation before it.
    private static boolean chains(String answer) {
        List<String> sentences = TypographicSentences.of(answer).stream()
                .map(sentence -> sentence.toLowerCase(Locale.ROOT))
                .toList();
        for (int i = 1; i < sentences.size(); i++) {
            List<String> before =
                    UnicodeText.split(UnicodeText.stripEnd(sentences.get(i - 1), SentenceRules::isOutside));
            List<String> after = UnicodeText.split(UnicodeText.stripStart(sentences.get(i), SentenceRules::isOutside));
            if (before.isEmpty() || after.isEmpty() || !before.getLast().equals(after.getFirst())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOutside(int character) {
        return UnicodeText.isPunctuation(character) || UnicodeText.isSpace(character);
    }

    /// Each line that is not blank begins and ends with the same word, punctuation around the line left out.
    private static boolean closesParagraphs(String answer) {
        return UnicodeText.lines(answer.toLowerCase(Locale.ROOT)).stream()
                .map(UnicodeText::stripPunctuationAndSpace)
                .map(UnicodeText::split)
                .allMatch(words -> words.isEmpty() || words.getFirst().equals(words.getLast()));
    }

    /// Each sentence ends with an emoji, or the next one begins with it, punctuation around sentences left out.
    private static boolean endsWithEmojis(String answer) {
        List<String> sentences = TypographicSentences.of(answer).stream()
                .map(UnicodeText::stripPunctuationAndSpace)
                .toList();
        for (int i = 0; i < sentences.size(); i++) {
            boolean next = i + 1 < sentences.size() && beginsWithEmoji(sentences.get(i + 1));
            if (!next && !endsWithEmoji(sentences.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean beginsWithEmoji(String sentence) {
        return !sentence.isEmpty() && isEmoji(sentence.codePointAt(0));
    }

    /// {@return whether one of the last two characters is an emoji: a variation selector may follow it}
    private static boolean endsWithEmoji(String sentence) {
        int[] points = sentence.codePoints().toArray();
        return (points.length > 0 && isEmoji(points[points.length - 1]))
                || (points.length > 1 && isEmoji(points[points.length - 2]));
    }

    /// {@return whether a character is an emoji by itself: digits, `#`, `*` and regional indicators are not}
    private static boolean isEmoji(int character) {
        return character > 0x7F && !(character >= 0x1F1E6 && character <= 0x1F1FF) && Character.isEmoji(character);
    }
}
