package sao.rubric;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sao.text.TemplateMarks;

/// What an answer says as if it were its own judge: a verdict in the form that judges are asked for, the
/// question that asks for one, and the tags and chat markers that stand around either. A model that reads it just
/// before it gives its verdict repeats it, whatever it was
/// told about orders inside of tags, so it is left out of what the judge is shown.
///
/// An answer that speaks of scores for an honest reason loses these words before this judge as well, and so
/// does the answer it stands against.
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

    /// Something that a judge says.
    ///
    /// @param needs one of these, in lower case, stands in every text that says it: to look for them takes far less
    ///     than a pattern
    /// @param pattern of all its forms, whatever the case
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

    /// {@return an answer without what it says in a judge's voice; one that says nothing so is returned as it is}
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

    /// {@return the sentences with which a judge's question ends}
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
