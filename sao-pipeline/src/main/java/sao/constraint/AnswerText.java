package sao.constraint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sao.text.Words;

/// The text of an answer as rules see it: without lines that consist of a code fence and without white space at
/// both ends.
///
/// @param text the text
record AnswerText(String text) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern FENCE = Pattern.compile("(?m)^[ \\t]*(?:```|~~~)[\\w+-]*[ \\t]*(?:\\R|\\z)");
    private static final Pattern LIST_MARKER = Pattern.compile("(?m)^[ \\t]*(?:[-*+•]|\\d{1,3}[.)])[ \\t]+(?=\\S)");

    /// The end of a sentence: its punctuation, closing quotation marks or brackets, then white space or the end. In
    /// Chinese and Japanese no white space follows.
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?…]+[\"'”’»)\\]*_]*(?=\\s|\\z)|[。！？]+[”’»」』）]*");

    /// Abbreviations whose full stop does not end a sentence.
    private static final Pattern ABBREVIATION =
            Pattern.compile("(?i)(?<![\\p{L}\\d])(?:e\\.g|i\\.e|dr|mr|mrs|ms|vs|approx)\\z");

    private static final Pattern WORD_CHARACTER = Pattern.compile("[\\p{L}\\p{Nd}]");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\p{Nd}])\\p{Nd}+(?:[.,]\\p{Nd}+)*");
    private static final Pattern COMMA = Pattern.compile("[,،、，]");
    private static final Pattern TITLE =
            Pattern.compile("[#*_ \\t]*[\"“„«][^\"“”„«»]*\\p{L}[^\"“”„«»]*[\"”“»][*_ \\t]*");

    /// {@return the text of an answer}
    static AnswerText of(String answer) {
        return new AnswerText(FENCE.matcher(answer).replaceAll("").strip());
    }

    /// {@return whether the text has a letter or digit; [Words] also counts a lone combining mark as a word}
    boolean hasWord() {
        return WORD_CHARACTER.matcher(text).find();
    }

    /// {@return the words, see [Words]}
    List<String> words() {
        return Words.of(text);
    }

    /// {@return the lines with at least one character that is not white space}
    List<String> lines() {
        return text.lines().filter(line -> !line.isBlank()).toList();
    }

    /// {@return the number of lines that begin with a list marker: `-`, `*`, `+`, `•`, or a number with a full
    /// stop or a bracket}
    int listItems() {
        return Math.toIntExact(LIST_MARKER.matcher(text).results().count());
    }

    /// {@return the number of sentences: of each line, without its list marker, the parts that end with sentence
    /// punctuation, and a last part without it. Parts without a letter or digit do not count}
    int sentences() {
        return LIST_MARKER
                .matcher(text)
                .replaceAll("")
                .lines()
                .mapToInt(AnswerText::sentences)
                .sum();
    }

    private static int sentences(String line) {
        Matcher end = SENTENCE_END.matcher(line);
        int from = 0;
        int count = 0;
        while (end.find()) {
            String part = line.substring(from, end.start());
            boolean abbreviated = end.group().equals(".")
                    && end.end() < line.length()
                    && ABBREVIATION.matcher(part).find();
            if (!abbreviated) {
                count += WORD_CHARACTER.matcher(part).find() ? 1 : 0;
                from = end.end();
            }
        }
        return count + (WORD_CHARACTER.matcher(line.substring(from)).find() ? 1 : 0);
    }

    /// {@return whether the text has a letter with two cases and no capital letter}
    boolean isLowerCase() {
        return text.codePoints().anyMatch(Character::isLowerCase)
                && text.codePoints().noneMatch(point -> Character.isUpperCase(point) || Character.isTitleCase(point));
    }

    /// {@return whether the last words are those of a sentence}
    boolean endsWith(String sentence) {
        List<String> words = words();
        List<String> last = Words.of(sentence);
        return words.size() >= last.size()
                && words.subList(words.size() - last.size(), words.size()).equals(last);
    }

    /// {@return whether the first word is a given one, in any case}
    boolean startsWith(String word) {
        List<String> words = words();
        return !words.isEmpty() && Words.of(word).equals(words.subList(0, 1));
    }

    /// {@return whether the text has a comma, in Latin, Arabic or Chinese script}
    boolean hasComma() {
        return COMMA.matcher(text).find();
    }

    /// {@return the count of numbers in digits, without those of list markers}
    int numbers() {
        return Math.toIntExact(NUMBER.matcher(LIST_MARKER.matcher(text).replaceAll(""))
                .results()
                .count());
    }

    /// {@return whether the first line is a title in double quotation marks, also in bold or as a heading, and
    /// another line follows}
    boolean hasQuotedTitle() {
        List<String> lines = lines();
        return lines.size() > 1 && TITLE.matcher(lines.getFirst()).matches();
    }

    /// {@return whether the text is one JSON object with a given key}
    boolean isJsonObject(String key) {
        try {
            return JSON.readTree(text).has(key);
        } catch (JsonProcessingException _) {
            return false;
        }
    }

    /// {@return whether the text stands between an opening and a closing tag and contains a word between them}
    boolean isTagged(String tag) {
        String open = "<%s>".formatted(tag);
        String close = "</%s>".formatted(tag);
        return text.startsWith(open)
                && text.endsWith(close)
                && text.length() >= open.length() + close.length()
                && new AnswerText(text.substring(open.length(), text.length() - close.length())).hasWord();
    }
}
