package sao.progress;

import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// The progress of one stage: units done, rate, and estimated remaining time.
public final class StageMeter implements AutoCloseable {
    private static final double NANOSECONDS = 1e9;

    private final String name;
    private final String unit;
    private final LongSupplier done;
    private final LongSupplier total;
    private Supplier<String> detail = () -> "";
    private Runnable onUpdate = () -> {};
    private Progress progress = new Progress(new java.io.PrintWriter(java.io.Writer.nullWriter()), false, () -> 0);
    private LongSupplier nanoTime = () -> 0;
    private long begin;
    private long doneAtBegin;

    /// @param name of the stage
    /// @param unit name of the unit of work, in plural
    /// @param done supplies the number of units done so far; called from any thread
    /// @param total supplies the number of units in all, 0 while it is unknown; called from any thread
    public StageMeter(String name, String unit, LongSupplier done, LongSupplier total) {
        this.name = name;
        this.unit = unit;
        this.done = done;
        this.total = total;
    }

    /// Adds a text to this meter's line.
    ///
    /// @param text supplies the text whenever the line is drawn; an empty text is left out
    /// @return this meter
    public StageMeter withDetail(Supplier<String> text) {
        detail = text;
        return this;
    }

    /// Sets an action that runs each time the line is drawn, and once more when the meter is closed.
    ///
    /// @return this meter
    public StageMeter onUpdate(Runnable action) {
        onUpdate = action;
        return this;
    }

    void start(Progress by, LongSupplier clock) {
        progress = by;
        nanoTime = clock;
        begin = clock.getAsLong();
        doneAtBegin = done.getAsLong();
    }

    void updated() {
        onUpdate.run();
    }

    /// {@return the wall time since the stage began, in seconds}
    public double seconds() {
        return (nanoTime.getAsLong() - begin) / NANOSECONDS;
    }

    /// {@return the line of a stage in progress, such as `train  12/96 pairs · 0.62 pairs/s · 2:15 left`}
    String line() {
        return parts(rate() + left());
    }

    /// {@return the line of a finished stage: the total time in place of the remaining time}
    String lastLine() {
        return parts(rate() + " · " + clock(seconds()));
    }

    private String parts(String tail) {
        long whole = total.getAsLong();
        String words = detail.get();
        return "%-10s %s%s%s%s"
                .formatted(
                        name,
                        whole > 0
                                ? "%d/%d %s".formatted(done.getAsLong(), whole, unit)
                                : "%d %s".formatted(done.getAsLong(), unit),
                        words.isEmpty() ? "" : " · ",
                        words,
                        tail);
    }

    private double perSecond() {
        double seconds = seconds();
        return seconds > 0 ? (done.getAsLong() - doneAtBegin) / seconds : 0;
    }

    private String rate() {
        double rate = perSecond();
        if (rate <= 0) {
            return "";
        }
        return rate < 0.1
                ? String.format(Locale.ROOT, " · %.1f s each", 1 / rate)
                : String.format(Locale.ROOT, " · %.3g %s/s", rate, unit);
    }

    private String left() {
        double rate = perSecond();
        long rest = total.getAsLong() - done.getAsLong();
        return rate > 0 && rest > 0 ? " · %s left".formatted(clock(rest / rate)) : "";
    }

    /// {@return a duration such as `2:05` or `1:02:05`}
    ///
    /// @param seconds at least 0; rounded to whole seconds
    public static String clock(double seconds) {
        long whole = Math.round(seconds);
        return whole < 3600
                ? "%d:%02d".formatted(whole / 60, whole % 60)
                : "%d:%02d:%02d".formatted(whole / 3600, whole / 60 % 60, whole % 60);
    }

    @Override
    public void close() {
        onUpdate.run();
        progress.ended(this);
    }
}
