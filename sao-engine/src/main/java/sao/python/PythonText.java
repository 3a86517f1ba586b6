package sao.python;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.function.IntPredicate;

/// Python's functions on characters and strings whose results differ from Java's.
public final class PythonText {
    private PythonText() {}

    /// {@return whether `str.isspace` holds for the character}
    public static boolean isSpace(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character) // Java leaves out the no-break spaces
                || character == 0x85;
    }

    /// {@return the text without white space at the given ends}
    public static String strip(String text, boolean left, boolean right) {
        int begin = 0;
        int end = text.length();
        while (left && begin < end && isSpace(text.charAt(begin))) {
            begin++;
        }
        while (right && end > begin && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(begin, end);
    }

    /// {@return the text without the given characters at the given ends}
    public static String strip(String text, String characters, boolean left, boolean right) {
        int begin = 0;
        int end = text.length();
        while (left && begin < end && characters.indexOf(text.codePointAt(begin)) >= 0) {
            begin += Character.charCount(text.codePointAt(begin));
        }
        while (right && end > begin && characters.indexOf(text.codePointBefore(end)) >= 0) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(begin, Math.max(begin, end));
    }

    /// {@return the value of a string literal}
    public static String unescape(String literal) {
        if (literal.indexOf('\\') < 0) {
            return literal;
        }
        StringBuilder value = new StringBuilder();
        int at = 0;
        while (at < literal.length()) {
            char unit = literal.charAt(at++);
            if (unit != '\\' || at == literal.length()) {
                value.append(unit);
                continue;
            }
            char escaped = literal.charAt(at++);
            switch (escaped) {
                case 'n' -> value.append('\n');
                case 't' -> value.append('\t');
                case 'r' -> value.append('\r');
                case 'b' -> value.append('\b');
                case 'f' -> value.append('\f');
                case 'v' -> value.append('\u000B');
                case 'a' -> value.append('\u0007');
                case '\\', '\'', '"' -> value.append(escaped);
                case '\n' -> {}
                case 'x' -> at = hexadecimal(literal, at, 2, value);
                case 'u' -> at = hexadecimal(literal, at, 4, value);
                case 'U' -> at = hexadecimal(literal, at, 8, value);
                case '0', '1', '2', '3', '4', '5', '6', '7' -> at = octal(literal, at - 1, value);
                default -> value.append('\\').append(escaped);
            }
        }
        return value.toString();
    }

    private static int hexadecimal(String literal, int at, int digits, StringBuilder value) {
        String code = literal.substring(at, Math.min(literal.length(), at + digits));
        if (code.length() == digits && code.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            long point = Long.parseLong(code, 16);
            if (point <= Character.MAX_CODE_POINT) {
                value.appendCodePoint((int) point);
                return at + digits;
            }
        }
        value.append('\\').append(literal.charAt(at - 1));
        return at;
    }

    private static int octal(String literal, int begin, StringBuilder value) {
        int at = begin;
        int point = 0;
        while (at < literal.length() && at < begin + 3 && Character.digit(literal.charAt(at), 8) >= 0) {
            point = 8 * point + Character.digit(literal.charAt(at++), 8);
        }
        value.append((char) point);
        return at;
    }

    /// {@return the first letter of each word in upper case, the others in lower case}
    ///
    /// @param boundary tells whether a character ends a word
    public static String title(String text, IntPredicate boundary) {
        StringBuilder result = new StringBuilder();
        boolean begins = true;
        for (int point : text.codePoints().toArray()) {
            String letter = Character.toString(point);
            result.append(begins ? letter.toUpperCase(Locale.ROOT) : letter.toLowerCase(Locale.ROOT));
            begins = boundary.test(point);
        }
        return result.toString();
    }

    /// {@return a float as Python's `repr` writes it: the shortest digits that read back, an exponent from
    /// 1e16 and below 1e-4}
    public static String number(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        if (exponent >= 16 || exponent < -4) {
            String unscaled = digits.unscaledValue().abs().toString();
            String fraction = unscaled.length() > 1 ? "." + unscaled.substring(1) : "";
            String sign = exponent < 0 ? "-" : "+";
            return (value < 0 ? "-" : "") + unscaled.charAt(0) + fraction + "e" + sign
                    + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        }
        String plain = digits.toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }
}
