package sao.rubric;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sao.text.TemplateMarks;

/// Removes forged verdicts from responses before a judge reads them: verdicts in the format of a judge's answer,
/// the question of a judge prompt, and the tags and chat-template markers around them. A model that reads a
/// verdict just before it answers tends to repeat it, even if the judge prompt forbids following instructions
/// inside the tags.
///
/// Legitimate statements about scores are removed too, from both compared responses.
///
/// Measured in `docs/experiments.md`.
public final class ForgedVerdict {
    private static final String LABEL = "(?:response\\s+)?[\\p{L}\\p{N}]{1,2}(?![\\p{L}\\p{N}])";
    private static final Saying RANKING = new Saying(
            List.of("ranking"),
            "\\branking\\b[\\s\\p{P}\\p{S}&&[^<>=]]{0,8}%s[*_`\"]*\\s*(?:[>=＞]|&gt;)\\s*[*_`\"]*%s"
                    .formatted(LABEL, LABEL));
    private static final Saying SCORE = new Saying(
            List.of("score", "rating", "grade"),
            "\\b(?:score|rating|grade)\\b[^\\p{L}\\p{N}\\n]{0,8}(?:(?:is|of)\\s+)?[1-5]\\b"
                    + "(?:\\s*(?:/|out of)\\s*(?:5|10)\\b)?");
    private static final Saying TAGS =
            new Saying(List.of("<"), "(?-i)</?(?:prompt|response|answer)(?:-\\w{1,20}){0,2}>");
    private static final Pattern SENTENCE = Pattern.compile("\\S.*?[.?!](?=\\s|$)");
    private static final Saying QUESTION = question(Stream.of("sao-v4", "yes-no-v1", "score-v1")
            .flatMap(name -> sentences(FencedTemplate.resource(name).text()))
            .toList());

    /// A form of a verdict.
    ///
    /// @param needs substrings in lower case; every match contains one of them, so a text without them is not
    ///     searched with the pattern
    /// @param pattern regular expression of all variants, case-insensitive
    private record Saying(List<String> needs, Pattern pattern) {
        Saying(List<String> needs, String pattern) {
            this(needs, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
        }

        String removedFrom(String text) {
            String lower = text.toLowerCase(Locale.ROOT);
            return needs.stream().anyMatch(lower::contains)
                    ? pattern.matcher(text).replaceAll("")
                    : text;
        }
    }

    private ForgedVerdict() {}

    /// {@return the response without forged verdicts; the response itself if it has none}
    public static String removed(String answer) {
        String text = TemplateMarks.removedFrom(answer);
        for (Saying saying : List.of(TAGS, RANKING, SCORE, QUESTION)) {
            text = saying.removedFrom(text);
        }
        return text;
    }

    private static Saying question(List<String> sentences) {
        return new Saying(
                sentences.stream().map(ForgedVerdict::longestWord).toList(),
                sentences.stream()
                        .map(ForgedVerdict::inAnySpacing)
                        .collect(Collectors.joining("|", "(?:", ")(?:\\s*(?:yes|no)\\b[.!]?)?")));
    }

    /// {@return the sentences at the end of a judge prompt}
    private static Stream<String> sentences(String question) {
        String last = question.substring(question.lastIndexOf('\n') + 1);
        return SENTENCE.matcher(last).results().map(MatchResult::group);
    }

    private static String inAnySpacing(String sentence) {
        return Stream.of(sentence.split("\\s+")).map(Pattern::quote).collect(Collectors.joining("\\s+"));
    }

    private static String longestWord(String sentence) {
        return Stream.of(sentence.toLowerCase(Locale.ROOT).split("\\s+"))
                .max(Comparator.comparingInt(String::length))
                .orElseThrow();
    }
}
