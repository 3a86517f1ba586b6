package sao.statistics;

/// A proportion with the Wilson score interval.
///
/// Source: Wilson, Probable inference, the law of succession, and statistical inference, JASA 22, 1927; with an
/// effective number of cases: Dean and Pagano, Journal of Survey Statistics and Methodology 3, 2015.
///
/// @param hits number of cases with the property, from 0 to `of`; a tie counts half
/// @param of number of cases, at least 0
public record WilsonProportion(double hits, int of) {
    /// Quantile of the normal distribution for 95 %.
    private static final double Z = 1.959963984540054;

    public WilsonProportion {
        if (!(hits >= 0 && hits <= of)) {
            throw new IllegalArgumentException("hits is %s, but it must be from 0 to %d".formatted(hits, of));
        }
    }

    /// {@return the proportion, in [0, 1]; 0 without cases}
    public double value() {
        return of == 0 ? 0 : hits / of;
    }

    /// {@return the 95 % interval; [0, 1] without cases}
    public Interval interval() {
        return interval(of);
    }

    /// {@return the 95 % interval of this proportion for another number of independent cases}
    ///
    /// @param cases effective number of cases, not necessarily an integer, see [ClusteredMean#effectiveCases]
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
