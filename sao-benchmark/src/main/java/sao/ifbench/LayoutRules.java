package sao.ifbench;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sao.instruction.InstructionArguments;
import sao.instruction.InstructionRule;
import sao.linguistics.TypographicSentences;
import sao.linguistics.UnicodeText;

/// Rules on lines, lists and fixed parts of an answer.
final class LayoutRules {
    static final Map<String, InstructionRule.Family> TABLE = Map.ofEntries(
            entry("format:options", LayoutRules::options),
            entry("format:newline", _ -> LayoutRules::hasOneWordOnEachLine),
            entry("format:line_indent", _ -> LayoutRules::isStaircase),
            entry("format:list", LayoutRules::list),
            entry("format:thesis", _ -> LayoutRules::hasThesis),
            entry("format:sub-bullets", _ -> LayoutRules::hasSubBullets),
            entry("format:no_bullets_bullets", _ -> LayoutRules::hasSentencesThenBullets),
            entry("format:output_template", _ -> LayoutRules::followsTemplate),
            entry("format:no_whitespace", _ -> answer -> answer.codePoints().noneMatch(UnicodeText::isSpace)));

    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}_]+");

    private LayoutRules() {}

    /// Options are separated by a slash, or else by `or`, or else by commas. Options labelled `a`, `b`, `c` must be
    /// repeated exactly; for others case and punctuation at the ends are ignored.
    private static InstructionRule options(InstructionArguments arguments) {
        String text = arguments.text("options");
        String separator =
                Stream.of("/", "or").filter(text::contains).findFirst().orElse(",");
        List<String> options = UnicodeText.split(text, separator).stream()
                .map(UnicodeText::strip)
                .toList();
        boolean labelled =
                NO_LETTER.matcher(text).replaceAll("").toLowerCase(Locale.ROOT).startsWith("abc");
        if (labelled) {
            return options::contains;
        }
        List<String> bare = options.stream().map(LayoutRules::bare).toList();
        return answer -> bare.contains(bare(answer));
    }

    private static String bare(String text) {
        return UnicodeText.stripPunctuationAndSpace(text).toLowerCase(Locale.ROOT);
    }

    /// Without punctuation there are as many words as lines that are not empty; a line with a space is not empty.
    private static boolean hasOneWordOnEachLine(String answer) {
        String text = UnicodeText.strip(UnicodeText.withoutPunctuation(answer));
        long lines =
                UnicodeText.lines(text).stream().filter(line -> !line.isEmpty()).count();
        return lines == UnicodeText.split(text).size();
    }

    /// Each line has more spaces before its text than the one before. Of several blank lines in sequence the official
    /// verifier ignores only every other one.
    private static boolean isStaircase(String answer) {
        List<String> lines = new ArrayList<>(UnicodeText.lines(answer));
        for (int i = 0; i < lines.size(); i++) {
            if (UnicodeText.isBlank(lines.get(i))) {
                lines.remove(lines.get(i));
            }
        }
        int before = -1;
        for (String line : lines) {
            int indent = line.length()
                    - UnicodeText.stripStart(line, character -> character == ' ')
                            .length();
            if (indent <= before) {
                return false;
            }
            before = indent;
        }
        return true;
    }

    /// The marker occurs at least twice, anywhere.
    private static InstructionRule list(InstructionArguments arguments) {
        String marker = arguments.text("sep");
        if (marker.isEmpty()) {
            throw new InstructionRule.UnusableException("format:list: argument 'sep' is empty");
        }
        return answer -> UnicodeText.count(answer, marker) >= 2;
    }

    /// A text in italics (`<i>`, or else `<em>`), and another text after it. The official verifier takes three
    /// characters for the opening tag and four for the closing one, also of `<em>`.
    private static boolean hasThesis(String answer) {
        int open = answer.contains("<i>") ? answer.indexOf("<i>") : answer.indexOf("<em>");
        if (open < 0) {
            return false;
        }
        int close = answer.indexOf("</i>", open);
        close = close >= 0 ? close : answer.indexOf("</em>", open);
        return close >= 0
                && !UnicodeText.isBlank(answer.substring(open + 3, close))
                && !UnicodeText.isBlank(answer.substring(close + 4));
    }

    /// After each asterisk there is a hyphen before the next one.
    private static boolean hasSubBullets(String answer) {
        return UnicodeText.split(answer, "*").stream().skip(1).allMatch(item -> item.indexOf('-') >= 0);
    }

    /// Lines with at least two sentences, then only lines that begin with an asterisk, at least two. A blank line
    /// may stand only after the second sentence.
    private static boolean hasSentencesThenBullets(String answer) {
        int sentences = 0;
        int bullets = 0;
        for (String line : UnicodeText.lines(answer)) {
            boolean bullet = UnicodeText.strip(line).startsWith("*");
            boolean early = sentences < 2 && (bullet || UnicodeText.isBlank(line));
            if (early || (!bullet && bullets > 0)) {
                return false;
            }
            bullets += bullet ? 1 : 0;
            sentences += bullet ? 0 : TypographicSentences.of(line).size();
        }
        return sentences >= 2 && bullets >= 2;
    }

    private static boolean followsTemplate(String answer) {
        return Stream.of("My Answer:", "My Conclusion:", "Future Outlook:").allMatch(answer::contains);
    }
}
