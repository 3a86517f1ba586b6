package sao.house;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The natural-language text of a source file: comments and string literals of Java that have white space, a whole
/// document otherwise.
/// Names of code in it (spans between backquotes, links to types) are left out.
final class Prose {
    private static final Pattern FENCED = Pattern.compile("^```.*?^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("`[^`]*`|\\{@code [^}]*}|\\[[\\w.#(), ]+]");

    /// Java's comments, text blocks, string and character literals, in the order in which they must be tried. Line
    /// comments on successive lines are one match, so that a phrase is found across a line break.
    private static final Pattern JAVA = Pattern.compile(
            "(?=[/\"'])(?:(?<comment>//[^\\n]*(?:\\n[ \\t]*//[^\\n]*)*)|(?<block>/\\*.*?\\*/)"
                    + "|\"\"\"(?<lines>(?:[^\\\\]|\\\\.)*?)\"\"\""
                    + "|\"(?<string>(?:[^\"\\\\\\n]|\\\\.)*)\""
                    + "|'(?:[^'\\\\\\n]|\\\\.)+')",
            Pattern.DOTALL);

    private Prose() {}

    /// Text without interruption.
    ///
    /// @param line of its first character, from 1
    /// @param text with its line breaks
    record Passage(int line, String text) {
        /// {@return the line of a character}
        ///
        /// @param offset in the text, from 0
        int lineAt(int offset) {
            return line + breaks(text.substring(0, offset));
        }
    }

    /// {@return the comments and string literals of a Java source}
    static List<Passage> ofJava(String source) {
        List<Passage> passages = new ArrayList<>();
        Matcher matcher = JAVA.matcher(source);
        int line = 1;
        int counted = 0;
        while (matcher.find()) {
            line += breaks(source.substring(counted, matcher.start()));
            counted = matcher.start();
            for (String kind : List.of("comment", "block", "lines", "string")) {
                String text = matcher.group(kind);
                if (text != null && !(kind.equals("string") && isKey(text))) {
                    boolean comment = kind.equals("comment");
                    String prose = comment ? text.replaceAll("(?m)^[ \\t]*/{2,3}", "") : text;
                    passages.add(new Passage(line, withoutCode(prose)));
                }
            }
        }
        return passages;
    }

    /// A literal without white space is a key or a label, such as the field of a digest, and not a sentence.
    private static boolean isKey(String literal) {
        return literal.chars().noneMatch(Character::isWhitespace);
    }

    /// {@return the text of a Markdown document without its code}
    static List<Passage> ofMarkdown(String document) {
        return List.of(new Passage(1, withoutCode(replaced(FENCED, document))));
    }

    /// {@return a text as it is}
    static List<Passage> ofText(String text) {
        return List.of(new Passage(1, text));
    }

    private static String withoutCode(String text) {
        return replaced(CODE, text);
    }

    private static String replaced(Pattern pattern, String text) {
        return pattern.matcher(text).replaceAll(match -> "\u00B7" + "\n".repeat(breaks(match.group())));
    }

    private static int breaks(String text) {
        return (int) text.chars().filter(character -> character == '\n').count();
    }
}
