package sao.mtbench;

import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the rating in a judge's answer by the two regular expressions of MT-Bench: the first number in double
/// brackets, otherwise the first in single brackets.
///
/// Source: Zheng et al., arXiv 2306.05685; FastChat's llm_judge. FastChat fails on a number with leading zeros; here it
/// is unreadable.
final class Rating {
    private static final List<Pattern> PATTERNS =
            List.of(Pattern.compile("\\[\\[(\\d+\\.?\\d*)]]"), Pattern.compile("\\[(\\d+\\.?\\d*)]"));
    private static final Pattern LEADING_ZERO = Pattern.compile("0\\d+");

    private Rating() {}

    /// {@return the rating; empty if there is none}
    static OptionalDouble in(String judgment) {
        for (Pattern pattern : PATTERNS) {
            Matcher matcher = pattern.matcher(judgment);
            if (matcher.find()) {
                String number = matcher.group(1);
                return LEADING_ZERO.matcher(number).matches()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Double.parseDouble(number));
            }
        }
        return OptionalDouble.empty();
    }
}
