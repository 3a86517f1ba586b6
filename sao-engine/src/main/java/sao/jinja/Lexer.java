package sao.jinja;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sao.error.SaoException;
import sao.python.PythonText;

/// Splits a template's source into tokens with the white-space rules of chat templates: the newline after a
/// tag is removed (`trim_blocks`), white space before a tag that begins a line is removed (`lstrip_blocks`),
/// `-` removes all white space on its side, `+` keeps it, and one newline at the end of the source is
/// dropped.
///
/// Source: the lexical rules of Jinja 3, from its manual and its behaviour.
final class Lexer {
    private static final Pattern NUMBER = Pattern.compile(
            "0[bB][01_]++|0[oO][0-7_]++|0[xX][0-9a-fA-F_]++|\\d[\\d_]*+(?:\\.\\d[\\d_]*+)?+(?:[eE][+-]?+\\d++)?+");
    private static final String[] OPERATORS = {
        "//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<", "=",
        ".", ":", "|", ",", ";"
    };
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private boolean lineStarts = true;

    private Lexer(String source) {
        String unified = source.replace("\r\n", "\n").replace('\r', '\n');
        this.source = unified.endsWith("\n") ? unified.substring(0, unified.length() - 1) : unified;
    }

    static List<Token> tokens(String source) {
        Lexer lexer = new Lexer(source);
        while (lexer.at < lexer.source.length()) {
            lexer.text();
        }
        lexer.add(Token.Kind.END, "");
        return lexer.tokens;
    }

    private void add(Token.Kind kind, String text) {
        tokens.add(new Token(kind, text, line));
    }

    private void moveTo(int position) {
        for (int i = at; i < position; i++) {
            if (source.charAt(i) == '\n') {
                line++;
            }
        }
        if (position > at) {
            lineStarts = source.charAt(position - 1) == '\n';
        }
        at = position;
    }

    private void text() {
        int begin = nextBeginning();
        char kind = begin < source.length() ? source.charAt(begin + 1) : '{';
        char sign = begin + 2 < source.length() ? source.charAt(begin + 2) : ' ';
        String text = source.substring(at, begin);
        if (begin < source.length() && sign == '-') {
            text = PythonText.strip(text, false, true);
        } else if (sign != '+' && kind != '{') {
            int lineBegin = text.lastIndexOf('\n') + 1;
            if ((lineBegin > 0 || lineStarts) && text.chars().skip(lineBegin).allMatch(PythonText::isSpace)) {
                text = text.substring(0, lineBegin);
            }
        }
        if (!text.isEmpty()) {
            add(Token.Kind.TEXT, text);
        }
        moveTo(begin);
        if (at == source.length()) {
            return;
        }
        moveTo(at + (sign == '-' || sign == '+' ? 3 : 2));
        switch (kind) {
            case '#' -> comment();
            case '%' -> tag();
            default -> inside(Token.Kind.OUTPUT_BEGIN, Token.Kind.OUTPUT_END, "}}");
        }
    }

    private int nextBeginning() {
        int brace = source.indexOf('{', at);
        while (brace >= 0 && brace + 1 < source.length()) {
            char next = source.charAt(brace + 1);
            if (next == '%' || next == '{' || next == '#') {
                return brace;
            }
            brace = source.indexOf('{', brace + 1);
        }
        return source.length();
    }

    private void comment() {
        int end = source.indexOf("#}", at);
        if (end < 0) {
            throw error("a comment is not closed");
        }
        char sign = end > at ? source.charAt(end - 1) : ' ';
        moveTo(end + 2);
        afterTag(sign);
    }

    /// Skips the white space that the closing delimiter removes.
    private void afterTag(char sign) {
        if (sign == '-') {
            moveTo(skipSpace(at));
        } else if (sign != '+' && at < source.length() && source.charAt(at) == '\n') {
            moveTo(at + 1);
        }
    }

    private int skipSpace(int from) {
        int position = from;
        while (position < source.length() && PythonText.isSpace(source.charAt(position))) {
            position++;
        }
        return position;
    }

    private void tag() {
        int name = skipSpace(at);
        if (source.startsWith("raw", name)) {
            int end = skipSpace(name + 3);
            boolean strips = source.startsWith("-%}", end);
            if (strips || source.startsWith("%}", end)) {
                moveTo(strips ? skipSpace(end + 3) : end + 2);
                raw();
                return;
            }
        }
        inside(Token.Kind.TAG_BEGIN, Token.Kind.TAG_END, "%}");
    }

    private void raw() {
        for (int begin = source.indexOf("{%", at); begin >= 0; begin = source.indexOf("{%", begin + 2)) {
            char sign = begin + 2 < source.length() ? source.charAt(begin + 2) : ' ';
            int name = skipSpace(begin + (sign == '-' || sign == '+' ? 3 : 2));
            if (!source.startsWith("endraw", name)) {
                continue;
            }
            int end = skipSpace(name + 6);
            char endSign = end < source.length() ? source.charAt(end) : ' ';
            int delimiter = endSign == '-' || endSign == '+' ? end + 1 : end;
            if (!source.startsWith("%}", delimiter)) {
                continue;
            }
            String text = source.substring(at, begin);
            add(Token.Kind.TEXT, sign == '-' ? PythonText.strip(text, false, true) : text);
            moveTo(delimiter + 2);
            afterTag(endSign);
            return;
        }
        throw error("a raw block is not closed");
    }

    private void inside(Token.Kind begin, Token.Kind end, String delimiter) {
        add(begin, "");
        Deque<Character> open = new ArrayDeque<>();
        while (at < source.length()) {
            moveTo(skipSpace(at));
            if (at == source.length()) {
                break;
            }
            char sign = source.charAt(at);
            boolean signed = sign == '-' || (sign == '+' && delimiter.equals("%}"));
            if (open.isEmpty() && source.startsWith(delimiter, signed ? at + 1 : at)) {
                add(end, delimiter);
                moveTo((signed ? at + 1 : at) + 2);
                afterTag(signed ? sign : delimiter.equals("%}") ? ' ' : '+');
                return;
            }
            token(open);
        }
        throw error("a tag is not closed with %s".formatted(delimiter));
    }

    private void token(Deque<Character> open) {
        char first = source.charAt(at);
        if (first == '\'' || first == '"') {
            string(first);
        } else if (first >= '0' && first <= '9') {
            number();
        } else if (Character.isUnicodeIdentifierStart(first) || first == '_') {
            int end = at + 1;
            while (end < source.length() && isNamePart(source.charAt(end))) {
                end++;
            }
            add(Token.Kind.NAME, source.substring(at, end));
            moveTo(end);
        } else {
            operator(open);
        }
    }

    private static boolean isNamePart(char unit) {
        return Character.isUnicodeIdentifierPart(unit) && !Character.isIdentifierIgnorable(unit);
    }

    private void number() {
        Matcher matcher = NUMBER.matcher(source).region(at, source.length());
        if (!matcher.lookingAt()) {
            throw error("a number cannot be read");
        }
        String digits = matcher.group();
        boolean prefixed = digits.length() > 1 && Character.isLetter(digits.charAt(1)) && digits.charAt(0) == '0';
        boolean fraction = digits.contains(".") || (!prefixed && digits.matches(".*[eE].*"));
        add(fraction ? Token.Kind.FLOAT : Token.Kind.INTEGER, digits.replace("_", ""));
        moveTo(matcher.end());
    }

    private void string(char quote) {
        int end = at + 1;
        while (end < source.length() && source.charAt(end) != quote) {
            end += source.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= source.length()) {
            throw error("a string is not closed");
        }
        add(Token.Kind.STRING, PythonText.unescape(source.substring(at + 1, end)));
        moveTo(end + 1);
    }

    private void operator(Deque<Character> open) {
        for (String operator : OPERATORS) {
            if (source.startsWith(operator, at)) {
                balance(operator.charAt(0), open);
                add(Token.Kind.OPERATOR, operator);
                moveTo(at + operator.length());
                return;
            }
        }
        throw error("the character '%s' is not understood".formatted(Character.toString(source.codePointAt(at))));
    }

    private void balance(char operator, Deque<Character> open) {
        if (OPENING.indexOf(operator) >= 0) {
            open.push(CLOSING.charAt(OPENING.indexOf(operator)));
        } else if (CLOSING.indexOf(operator) >= 0) {
            if (open.isEmpty() || open.pop() != operator) {
                throw error("'%s' closes nothing".formatted(operator));
            }
        }
    }

    private SaoException error(String problem) {
        return TemplateSyntax.error(line, problem);
    }
}
