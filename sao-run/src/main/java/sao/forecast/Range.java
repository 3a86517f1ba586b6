package sao.forecast;

/// A quantity that is not known yet.
///
/// @param least it may be
/// @param likely best guess
/// @param most it may be
public record Range(double least, double likely, double most) {
    /// Nothing.
    public static final Range ZERO = new Range(0, 0, 0);

    public Range {
        if (!(least <= likely && likely <= most)) {
            throw new IllegalArgumentException("a range of %s, %s, %s".formatted(least, likely, most));
        }
    }

    /// {@return a quantity that is known}
    public static Range exactly(double value) {
        return new Range(value, value, value);
    }

    /// {@return the sum, as if all were at the same end}
    public Range plus(Range other) {
        return new Range(least + other.least, likely + other.likely, most + other.most);
    }

    /// {@return the product with a number of at least 0}
    public Range times(double factor) {
        return new Range(least * factor, likely * factor, most * factor);
    }

    /// {@return the product with a quantity of at least 0, both at the same end}
    public Range times(Range other) {
        return new Range(least * other.least, likely * other.likely, most * other.most);
    }
}
