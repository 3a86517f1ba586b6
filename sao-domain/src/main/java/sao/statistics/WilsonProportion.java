package sao.statistics;

/// How many of how many, with what that says about the rate behind it.
///
/// @param hits how many; a half counts a tie
/// @param of of how many
public record WilsonProportion(double hits, int of) {
    /// Quantile of the normal distribution for 95 %.
    private static final double Z = 1.959963984540054;

    public WilsonProportion {
        if (!(hits >= 0 && hits <= of)) {
            throw new IllegalArgumentException("%s hits of %d".formatted(hits, of));
        }
    }

    /// {@return the share, in [0, 1]; 0 of nothing}
    public double value() {
        return of == 0 ? 0 : hits / of;
    }

    /// {@return the 95 % interval of the rate by Wilson's score, all of [0, 1] for nothing}
    ///
    /// Source: Wilson, Probable inference, the law of succession, and statistical inference, JASA 22, 1927.
    public Interval interval() {
        return interval(of);
    }

    /// {@return the interval that this rate would have if it came from so many independent cases}
    ///
    /// @param cases how many, not necessarily whole
    public Interval interval(double cases) {
        if (of == 0 || cases <= 0) {
            return new Interval(0, 1);
        }
        double spread = Z * Z / cases;
        double centre = (value() + spread / 2) / (1 + spread);
        double half = Math.sqrt(spread * value() * (1 - value()) + spread * spread / 4) / (1 + spread);
        return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
    }
}
