package sao.ifeval;

import static java.util.Map.entry;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import sao.instruction.InstructionArguments;
import sao.instruction.InstructionRule;
import sao.linguistics.UnicodeText;

/// Rules on the form and on parts of an answer: placeholders, lists, highlights, sections, titles.
final class FormatRules {
    static final Map<String, InstructionRule.Family> TABLE = Map.ofEntries(
            entry("detectable_content:number_placeholders", FormatRules::placeholders),
            entry("detectable_content:postscript", FormatRules::postscript),
            entry("detectable_format:number_bullet_lists", FormatRules::bullets),
            entry("detectable_format:constrained_response", _ -> FormatRules::isConstrained),
            entry("detectable_format:number_highlighted_sections", FormatRules::highlights),
            entry("detectable_format:multiple_sections", FormatRules::sections),
            entry("detectable_format:json_format", _ -> JsonText::isJson),
            entry("detectable_format:title", _ -> FormatRules::hasTitle));

    private static final List<String> OPTIONS = List.of("My answer is yes.", "My answer is no.", "My answer is maybe.");
    private static final Pattern POSTSCRIPT = Pattern.compile("p\\.\\s?s\\.", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern SECOND_POSTSCRIPT =
            Pattern.compile("p\\.\\s?p\\.\\s?s", Pattern.UNICODE_CHARACTER_CLASS);

    private FormatRules() {}

    /// A placeholder is a `[` with the next `]` in the same line.
    private static InstructionRule placeholders(InstructionArguments arguments) {
        int least = arguments.integer("num_placeholders");
        return answer -> {
            int count = 0;
            for (String line : UnicodeText.lines(answer)) {
                int open = line.indexOf('[');
                int close = line.indexOf(']', open + 1);
                while (open >= 0 && close >= 0) {
                    count++;
                    open = line.indexOf('[', close + 1);
                    close = line.indexOf(']', open + 1);
                }
            }
            return count >= least;
        };
    }

    private static InstructionRule postscript(InstructionArguments arguments) {
        String marker = UnicodeText.strip(arguments.text("postscript_marker"));
        return switch (marker) {
            case "P.P.S" -> answer -> SECOND_POSTSCRIPT.matcher(lower(answer)).find();
            case "P.S." -> answer -> POSTSCRIPT.matcher(lower(answer)).find();
            default -> answer -> lower(answer).contains(lower(marker));
        };
    }

    private static InstructionRule bullets(InstructionArguments arguments) {
        int wanted = arguments.integer("num_bullets");
        return answer -> bullets(answer, '*') + bullets(answer, '-') == wanted;
    }

    /// {@return the number of list items with a marker: after white space at the beginning of a line, the marker, for
    /// `*` followed by another character, and the rest of the line}
    private static int bullets(String answer, char marker) {
        int count = 0;
        int at = 0;
        while (at < answer.length()) {
            int mark = at;
            while (mark < answer.length() && UnicodeText.isSpace(answer.charAt(mark))) {
                mark++;
            }
            int rest = mark + 1;
            boolean item = mark < answer.length() && answer.charAt(mark) == marker;
            if (marker == '*') {
                item = item && rest < answer.length() && answer.charAt(rest) != marker;
                rest++;
            }
            count += item ? 1 : 0;
            int end = answer.indexOf('\n', item ? rest : mark);
            at = end < 0 ? answer.length() : end + 1;
        }
        return count;
    }

    private static boolean isConstrained(String answer) {
        return OPTIONS.stream().anyMatch(answer::contains);
    }

    private static InstructionRule highlights(InstructionArguments arguments) {
        int least = arguments.integer("num_highlights");
        return answer -> highlights(answer, "*") + highlights(answer, "**") >= least;
    }

    /// {@return the number of texts in one line between two equal marks, with a character other than white space and
    /// without an asterisk}
    private static int highlights(String answer, String mark) {
        int count = 0;
        int at = answer.indexOf(mark);
        while (at >= 0) {
            int from = at + mark.length();
            int end = from;
            while (end < answer.length() && answer.charAt(end) != '*' && answer.charAt(end) != '\n') {
                end++;
            }
            boolean closed = answer.startsWith(mark, end);
            count += closed && !UnicodeText.isBlank(answer.substring(from, end)) ? 1 : 0;
            // An asterisk that did not close a highlight may open the next one.
            at = answer.indexOf(mark, closed ? end + mark.length() : Math.max(at + 1, end - mark.length() + 1));
        }
        return count;
    }

    /// A section begins with its marker, at most one white-space character, and a digit.
    private static InstructionRule sections(InstructionArguments arguments) {
        String marker = UnicodeText.strip(arguments.text("section_spliter"));
        int least = arguments.integer("num_sections");
        return answer -> {
            List<String> parts = UnicodeText.split(answer, marker);
            return parts.stream().skip(1).filter(FormatRules::isNumbered).count() >= least;
        };
    }

    private static boolean isNumbered(String part) {
        int digit = !part.isEmpty() && UnicodeText.isSpace(part.charAt(0)) ? 1 : 0;
        return digit < part.length() && Character.isDigit(part.codePointAt(digit));
    }

    /// A title stands in one line between `<<` and `>>`.
    private static boolean hasTitle(String answer) {
        return UnicodeText.lines(answer).stream().anyMatch(line -> {
            int open = line.indexOf("<<");
            int close = line.lastIndexOf(">>");
            return open >= 0
                    && close > open + 2
                    && !UnicodeText.isBlank(UnicodeText.stripEnd(
                            UnicodeText.stripStart(line.substring(open, close + 2), mark -> mark == '<'),
                            mark -> mark == '>'));
        });
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
