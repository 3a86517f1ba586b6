package sao.summary;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/// Counts in bins of equal width.
///
/// @param low lower end of the first bin
/// @param width width of a bin; above 0
/// @param series one or more series of counts with the same number of bins
public record Histogram(double low, double width, List<Series> series) {
    private static final int MOST_BINS = 24;

    public Histogram {
        if (!(width > 0)) {
            throw new IllegalArgumentException("width is %s, but it must be above 0".formatted(width));
        }
        series = List.copyOf(series);
    }

    /// The counts of one kind of value.
    ///
    /// @param name name of the values
    /// @param counts number of values in each bin
    /// @param mean mean of the values; 0 if there are none
    public record Series(String name, List<Long> counts, double mean) {
        public Series {
            counts = List.copyOf(counts);
        }
    }

    /// The values of one kind, before they are counted.
    ///
    /// @param name name of the values
    /// @param values finite numbers
    public record Values(String name, List<Double> values) {
        DoubleSummaryStatistics statistics() {
            return values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        }
    }

    /// {@return the histogram of the values over their common range, with bins of a round width}
    public static Histogram of(Values... kinds) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Values kind : kinds) {
            low = Math.min(low, kind.statistics().getMin());
            high = Math.max(high, kind.statistics().getMax());
        }
        return low <= high ? of(low, high, kinds) : of(0, 1, kinds);
    }

    /// {@return the histogram over a given range; values outside are counted in the first or last bin}
    public static Histogram of(double low, double high, Values... kinds) {
        double width = roundWidth((high > low ? high - low : 1) / wanted(kinds));
        double start = Math.floor(low / width) * width;
        int bins = Math.max(1, (int) Math.ceil((high - start) / width - 1e-9));
        return new Histogram(
                start,
                width,
                Arrays.stream(kinds)
                        .map(kind -> count(kind, start, width, bins))
                        .toList());
    }

    /// Chooses the number of bins by the number of values, because many bins with few values show only noise.
    /// The result is twice that of Rice's rule, since rounding the width may halve it.
    private static double wanted(Values... kinds) {
        int most = Arrays.stream(kinds)
                .mapToInt(kind -> kind.values().size())
                .max()
                .orElse(0);
        return Math.clamp(4 * Math.cbrt(most), 8, MOST_BINS);
    }

    /// {@return 1, 2 or 5 times a power of ten, not below the least}
    public static double roundWidth(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double digit : new double[] {1, 2, 5}) {
            if (digit * power >= least * (1 - 1e-9)) {
                return digit * power;
            }
        }
        return 10 * power;
    }

    private static Series count(Values kind, double start, double width, int bins) {
        Long[] counts = new Long[bins];
        Arrays.fill(counts, 0L);
        for (double value : kind.values()) {
            // The small addition puts a value on a boundary into the bin that begins there.
            int bin = (int) Math.floor((value - start) / width + 1e-9);
            counts[Math.clamp(bin, 0, bins - 1)]++;
        }
        return new Series(kind.name(), List.of(counts), kind.statistics().getAverage());
    }

    /// {@return the number of bins}
    public int bins() {
        return series.isEmpty() ? 0 : series.getFirst().counts().size();
    }

    /// {@return the highest count of any bin}
    public long highest() {
        return series.stream()
                .flatMap(one -> one.counts().stream())
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }
}
