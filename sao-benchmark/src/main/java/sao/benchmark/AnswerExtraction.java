package sao.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// A metric of a generated answer: what is extracted from the text, and how it is compared with the right answer.
///
/// @param name of the metric
/// @param pattern of the answer; its first group that matched is extracted
/// @param last whether the last match is taken; otherwise the first one
/// @param numeric whether the answers are compared as numbers; otherwise as texts
/// @param ignored expressions that are removed from both answers before texts are compared
record AnswerExtraction(String name, Pattern pattern, boolean last, boolean numeric, List<Pattern> ignored) {
    /// What is extracted from a text without a match, as in the Language Model Evaluation Harness.
    static final String INVALID = "[invalid]";

    AnswerExtraction {
        ignored = List.copyOf(ignored);
    }

    static AnswerExtraction of(JsonNode metric, List<Pattern> ignored) {
        return new AnswerExtraction(
                metric.path("name").asText(),
                Pattern.compile(metric.path("pattern").asText()),
                metric.path("select").asText().equals("last"),
                metric.path("compare").asText().equals("number"),
                ignored);
    }

    /// {@return the answer in a generated text; [#INVALID] if there is none}
    String extract(String generated) {
        Matcher matches = pattern.matcher(generated);
        String found = INVALID;
        while (matches.find()) {
            found = IntStream.rangeClosed(1, matches.groupCount())
                    .mapToObj(matches::group)
                    .filter(group -> group != null && !group.isEmpty())
                    .findFirst()
                    .orElse(matches.groupCount() == 0 ? matches.group() : INVALID)
                    .strip();
            if (!last) {
                return found;
            }
        }
        return found;
    }

    /// {@return whether an extracted answer is the right one}
    ///
    /// @param target the right answer as in the row
    boolean isCorrect(String extracted, String target) {
        String given = reduced(extracted);
        String right = reduced(target);
        return numeric ? NumberText.areEqual(given, right) : given.equals(right);
    }

    private String reduced(String text) {
        String reduced = text;
        for (Pattern pattern : ignored) {
            reduced = pattern.matcher(reduced).replaceAll("");
        }
        return reduced.toLowerCase(Locale.ROOT);
    }
}
