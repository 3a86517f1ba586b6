package sao.progress;

import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// How far one stage is: what is done, how fast, and when it will end.
public final class StageMeter implements AutoCloseable {
    private static final double NANOSECONDS = 1e9;

    private final String name;
    private final String unit;
    private final LongSupplier done;
    private final LongSupplier total;
    private Supplier<String> detail = () -> "";
    private Runnable note = () -> {};
    private Progress progress = new Progress(new java.io.PrintWriter(java.io.Writer.nullWriter()), false, () -> 0);
    private LongSupplier nanoTime = () -> 0;
    private long begin;
    private long doneAtBegin;

    /// @param name of the stage
    /// @param unit of its work, in plural
    /// @param done units done so far, from any thread
    /// @param total units in all; 0 while that is not known
    public StageMeter(String name, String unit, LongSupplier done, LongSupplier total) {
        this.name = name;
        this.unit = unit;
        this.done = done;
        this.total = total;
    }

    /// {@return this meter, with more words on its line}
    public StageMeter saying(Supplier<String> words) {
        detail = words;
        return this;
    }

    /// {@return this meter; `action` is run whenever its line is drawn, and at its end}
    public StageMeter noting(Runnable action) {
        note = action;
        return this;
    }

    void start(Progress by, LongSupplier clock) {
        progress = by;
        nanoTime = clock;
        begin = clock.getAsLong();
        doneAtBegin = done.getAsLong();
    }

    void noted() {
        note.run();
    }

    public double seconds() {
        return (nanoTime.getAsLong() - begin) / NANOSECONDS;
    }

    /// {@return the line while it runs, such as `train  12/96 pairs · 0.62 pairs/s · 2:15 left`}
    String line() {
        return parts(rate() + left());
    }

    /// {@return the line when it is over}
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

    /// {@return a time span such as `2:05` or `1:02:05`}
    public static String clock(double seconds) {
        long whole = Math.round(seconds);
        return whole < 3600
                ? "%d:%02d".formatted(whole / 60, whole % 60)
                : "%d:%02d:%02d".formatted(whole / 3600, whole / 60 % 60, whole % 60);
    }

    @Override
    public void close() {
        note.run();
        progress.ended(this);
    }
}
