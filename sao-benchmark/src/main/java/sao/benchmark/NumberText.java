package sao.benchmark;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers as people write them: `1,000`, `$18`, `18.00`, `3/4`, `-2.`.
final class NumberText {
    private static final Pattern NUMBER = Pattern.compile("([+-]?)(\\d+(?:\\.\\d*)?|\\.\\d+)(?:/(\\d+(?:\\.\\d*)?))?");
    private static final int MOST_DIGITS = 100;

    private NumberText() {}

    private record Fraction(BigDecimal numerator, BigDecimal denominator) {}

    /// {@return whether both texts are numbers, and equal: 18 equals 18.00 and 36/2}
    static boolean areEqual(String one, String other) {
        Optional<Fraction> first = parse(one);
        Optional<Fraction> second = parse(other);
        return first.isPresent()
                && second.isPresent()
                && first.get()
                                .numerator()
                                .multiply(second.get().denominator())
                                .compareTo(second.get()
                                        .numerator()
                                        .multiply(first.get().denominator()))
                        == 0;
    }

    private static Optional<Fraction> parse(String text) {
        String plain = text.replace(",", "").replace("$", "").strip();
        Matcher number = NUMBER.matcher(plain);
        if (plain.length() > MOST_DIGITS || !number.matches()) {
            return Optional.empty();
        }
        BigDecimal numerator = decimal(number.group(2));
        BigDecimal denominator = number.group(3) == null ? BigDecimal.ONE : decimal(number.group(3));
        return denominator.signum() == 0
                ? Optional.empty()
                : Optional.of(new Fraction(number.group(1).equals("-") ? numerator.negate() : numerator, denominator));
    }

    private static BigDecimal decimal(String digits) {
        return new BigDecimal(digits.endsWith(".") ? digits.substring(0, digits.length() - 1) : digits);
    }
}
