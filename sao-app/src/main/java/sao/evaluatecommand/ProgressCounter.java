package sao.evaluatecommand;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts finished units of work and reports them about twenty times. May be run by any thread.
final class ProgressCounter implements Runnable {
    private static final int REPORTS = 20;

    private final AtomicInteger finished = new AtomicInteger();
    private final int all;
    private final String unit;
    private final PrintWriter out;

    /// @param all number of units
    /// @param unit name of the units, such as `questions`
    /// @param out receives the reports
    ProgressCounter(int all, String unit, PrintWriter out) {
        this.all = all;
        this.unit = unit;
        this.out = out;
    }

    /// Counts one finished unit.
    @Override
    public void run() {
        int count = finished.incrementAndGet();
        if (count % Math.max(1, all / REPORTS) == 0 || count == all) {
            out.printf("%d of %d %s%n", count, all, unit);
            out.flush();
        }
    }
}
