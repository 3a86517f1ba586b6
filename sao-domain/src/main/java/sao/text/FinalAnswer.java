package sao.text;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The final answer of a response: the number or choice on its last line, such as `42` or `(b)`.
///
/// The last line must mark it as the answer (`answer:`, `####`, `\boxed{`, `=`) or consist of it alone. A number
/// in the last sentence of prose is not a final answer.
public final class FinalAnswer {
    private static final String NUMBER = "[-−]?\\$?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|[-−]?\\$?\\d+(?:\\.\\d+)?";
    private static final Pattern CUED = Pattern.compile(
            "(?i)(?:\\banswer(?: is)?\\s*[:=]?|####|\\\\boxed\\{|=)\\s*\\(?(" + NUMBER + "|[a-e](?=[\\s)}.]*$))");
    private static final Pattern ALONE =
            Pattern.compile("(?i)[\\s*_(\\[$]*(" + NUMBER + "|[a-e])[\\s*_)\\]}$%.]*", Pattern.UNICODE_CASE);

    private FinalAnswer() {}

    /// {@return the final answer in canonical form, so that equal answers are equal texts; empty if there is none}
    public static Optional<String> of(String text) {
        String last = lastLine(text);
        String bare = last.replaceAll("[*_`]", "");
        Matcher cued = CUED.matcher(bare);
        String found = "";
        while (cued.find()) {
            found = cued.group(1);
        }
        if (!found.isEmpty()) {
            return Optional.of(canonical(found));
        }
        Matcher alone = ALONE.matcher(last);
        return alone.matches() ? Optional.of(canonical(alone.group(1))) : Optional.empty();
    }

    private static String lastLine(String text) {
        String bare = text.strip();
        return bare.substring(bare.lastIndexOf('\n') + 1);
    }

    private static String canonical(String answer) {
        String plain = answer.replaceAll("[,$]", "").replace('−', '-').toLowerCase(Locale.ROOT);
        return Character.isLetter(plain.charAt(0))
                ? plain
                : new BigDecimal(plain).stripTrailingZeros().toPlainString();
    }
}
