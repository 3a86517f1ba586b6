package sao.forecast;

/// An estimate of a quantity.
///
/// @param least lower end of the range
/// @param likely best estimate
/// @param most upper end of the range
public record Range(double least, double likely, double most) {
    /// The quantity 0.
    public static final Range ZERO = new Range(0, 0, 0);

    public Range {
        if (!(least <= likely && likely <= most)) {
            throw new IllegalArgumentException(
                    "a range must be ascending, found %s, %s, %s".formatted(least, likely, most));
        }
    }

    /// {@return the range of a known quantity}
    public static Range exactly(double value) {
        return new Range(value, value, value);
    }

    /// {@return the sum, assuming that both quantities are at the same end of their ranges}
    public Range plus(Range other) {
        return new Range(least + other.least, likely + other.likely, most + other.most);
    }

    /// {@return the product with a factor}
    ///
    /// @param factor at least 0
    public Range times(double factor) {
        return new Range(least * factor, likely * factor, most * factor);
    }

    /// {@return the product, assuming that both quantities are at the same end of their ranges}
    ///
    /// @param other at least 0
    public Range times(Range other) {
        return new Range(least * other.least, likely * other.likely, most * other.most);
    }
}
