package sao.schema;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An interval of numbers in mathematical notation: a bracket includes an end, a parenthesis excludes it.
///
/// @param low lower end
/// @param withLow whether the interval includes `low`
/// @param high upper end
/// @param withHigh whether the interval includes `high`
public record Bounds(double low, boolean withLow, double high, boolean withHigh) {
    private static final Bounds ALL = new Bounds(Double.NEGATIVE_INFINITY, true, Double.POSITIVE_INFINITY, true);
    private static final Pattern FORM = Pattern.compile("([\\[(])\\s*([^,]+),\\s*([^\\])]+)([\\])])");

    /// {@return the interval that a text denotes; all numbers for the empty text}
    public static Bounds of(String text) {
        if (text.isEmpty()) {
            return ALL;
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'%s' is not an interval".formatted(text));
        }
        return new Bounds(
                end(matcher.group(2)),
                matcher.group(1).equals("["),
                end(matcher.group(3)),
                matcher.group(4).equals("]"));
    }

    private static double end(String text) {
        return switch (text.strip()) {
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "inf" -> Double.POSITIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    public boolean contains(double value) {
        return (withLow ? value >= low : value > low) && (withHigh ? value <= high : value < high);
    }

    /// {@return the interval in words, such as `above 0 and at most 1`}
    String words() {
        boolean below = Double.isInfinite(low);
        boolean above = Double.isInfinite(high);
        if (low == high) {
            return "equal to " + number(low);
        }
        String least = (withLow ? "at least " : "above ") + number(low);
        String most = (withHigh ? "at most " : "below ") + number(high);
        if (below) {
            return most;
        }
        return above ? least : least + " and " + most;
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
