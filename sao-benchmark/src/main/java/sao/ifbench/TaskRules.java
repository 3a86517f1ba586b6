package sao.ifbench;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sao.instruction.InstructionRule;
import sao.linguistics.TypographicSentences;
import sao.linguistics.UnicodeText;

/// Rules on the answers to fixed tasks.
final class TaskRules {
    static final Map<String, InstructionRule.Family> TABLE = Map.ofEntries(
            entry("custom:multiples", _ -> TaskRules::areMultiples),
            entry("custom:mcq_count_length", _ -> TaskRules::areLongerQuestions),
            entry("custom:reverse_newline", _ -> TaskRules::areCountriesReversed),
            entry("custom:word_reverse", _ -> TaskRules::hasReversedWords),
            entry(
                    "custom:character_reverse",
                    _ -> answer -> answer.toLowerCase(Locale.ROOT).contains("elgae dlab")),
            entry("custom:sentence_alphabet", _ -> TaskRules::isAlphabet),
            entry("custom:european_capitals_sort", _ -> TaskRules::areCapitals),
            entry("custom:date_format_list", _ -> TaskRules::areDates));

    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+");
    private static final Pattern QUESTION = Pattern.compile("Question\\s\\d+");
    private static final Pattern OPTION = Pattern.compile("(?m)^\\s*+[A-Ea-e][.)]\\s*+\\w");
    private static final int QUESTIONS = 4;
    private static final int OPTIONS = 5;
    private static final int COUNTRIES = 52;
    private static final Pattern DATE = Pattern.compile("(\\p{Nd}{4})-(\\p{Nd}{2})-(\\p{Nd}{2})");
    private static final int[] DAYS = {39, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    /// The capitals of European countries north of 45 degrees, from north to south, as the official verifier lists
    /// them.
    private static final List<String> CAPITALS = List.of(("Reykjavik Helsinki Oslo Tallinn Stockholm Riga Moscow "
                    + "Copenhagen Vilnius Minsk Dublin Berlin Amsterdam Warsaw London Brussels Prague Luxembourg Paris "
                    + "Vienna Bratislava Budapest Vaduz Chisinau Bern Ljubljana Zagreb")
            .split(" "));

    private TaskRules() {}

    private static boolean areMultiples(String answer) {
        List<String> numbers =
                NUMBER.matcher(answer).results().map(MatchResult::group).toList();
        return numbers.equals(List.of("14", "21", "28", "35", "42", "49"));
    }

    /// The answer begins with the first of four questions; each has five options, and each question's text is longer
    /// than the one before.
    private static boolean areLongerQuestions(String answer) {
        List<MatchResult> labels = QUESTION.matcher(answer).results().toList();
        if (labels.size() != QUESTIONS || labels.getFirst().start() != 0) {
            return false;
        }
        int before = -1;
        for (int i = 0; i < labels.size(); i++) {
            int end = i + 1 < labels.size() ? labels.get(i + 1).start() : answer.length();
            String question = answer.substring(labels.get(i).end(), end);
            List<MatchResult> options = OPTION.matcher(question).results().toList();
            if (options.size() != OPTIONS) {
                return false;
            }
            int length = UnicodeText.strip(
                            question.substring(0, options.getFirst().start()))
                    .length();
            if (length <= before) {
                return false;
            }
            before = length;
        }
        return true;
    }

    /// From the first line with `Zimbabwe` on, at least 52 lines in descending order, punctuation around them left out.
    private static boolean areCountriesReversed(String answer) {
        List<String> lines = UnicodeText.lines(answer).stream()
                .map(UnicodeText::stripPunctuationAndSpace)
                .filter(line -> !line.isEmpty())
                .dropWhile(line -> !line.contains("Zimbabwe"))
                .toList();
        for (int i = 1; i < lines.size(); i++) {
            if (compare(lines.get(i - 1), lines.get(i)) < 0) {
                return false;
            }
        }
        return lines.size() >= COUNTRIES;
    }

    /// {@return the order of two texts by code points}
    private static int compare(String one, String other) {
        int[] first = one.codePoints().toArray();
        int[] second = other.codePoints().toArray();
        return Arrays.compare(first, second);
    }

    /// With its words in reverse order the answer contains `bald eagle`, but not before the reversal.
    private static boolean hasReversedWords(String answer) {
        List<String> words = WordRules.bareWords(answer);
        return String.join(" ", words.reversed()).contains("bald eagle");
    }

    /// 26 sentences whose first letters are the alphabet.
    private static boolean isAlphabet(String answer) {
        List<String> sentences = TypographicSentences.of(answer);
        if (sentences.size() != 26) {
            return false;
        }
        for (int i = 0; i < sentences.size(); i++) {
            if (!sentences.get(i).toLowerCase(Locale.ROOT).startsWith(String.valueOf((char) ('a' + i)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean areCapitals(String answer) {
        return UnicodeText.split(UnicodeText.withoutMarks(answer), ",").stream()
                .map(UnicodeText::strip)
                .toList()
                .equals(CAPITALS);
    }

    /// Dates between commas in the form `YYYY-MM-DD` from the years 1769 to 1821; month and day may be 0.
    private static boolean areDates(String answer) {
        List<String> parts = new ArrayList<>(UnicodeText.split(UnicodeText.strip(answer), ","));
        return parts.stream().map(UnicodeText::strip).allMatch(TaskRules::isDate);
    }

    private static boolean isDate(String text) {
        Matcher date = DATE.matcher(text);
        if (!date.matches()) {
            return false;
        }
        int year = Integer.parseInt(date.group(1));
        int month = Integer.parseInt(date.group(2));
        return year >= 1769 && year <= 1821 && month < DAYS.length && Integer.parseInt(date.group(3)) <= DAYS[month];
    }
}
