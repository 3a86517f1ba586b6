package sao.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Shows the progress of a run: one line per stage, redrawn in place on a terminal, and printed again every ten
/// seconds otherwise.
public final class Progress implements AutoCloseable {
    private static final Duration ON_TERMINAL = Duration.ofMillis(500);
    private static final Duration IN_LOG = Duration.ofSeconds(10);
    private static final String ERASE_LINE = "\r\u001b[2K";

    private final PrintWriter out;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private final Set<String> said = new HashSet<>();
    private volatile Optional<StageMeter> current = Optional.empty();
    private Optional<ScheduledExecutorService> ticker = Optional.empty();

    /// @param out receives the lines
    /// @param terminal whether `out` is a terminal, where a line can be erased and redrawn
    /// @param nanoTime the clock in nanoseconds, such as `System::nanoTime`
    public Progress(PrintWriter out, boolean terminal, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    /// Starts a thread that redraws the current stage's line periodically, until [#close].
    ///
    /// @return this progress
    public Progress redrawing() {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("sao-progress").daemon().factory());
        long period = (terminal ? ON_TERMINAL : IN_LOG).toMillis();
        ScheduledFuture<?> _ = executor.scheduleAtFixedRate(this::tick, period, period, TimeUnit.MILLISECONDS);
        ticker = Optional.of(executor);
        return this;
    }

    /// Prints a line that is not redrawn.
    public synchronized void say(String line) {
        out.println((terminal ? ERASE_LINE : "") + line);
        out.flush();
    }

    /// Prints a line that is not redrawn, unless the same line was printed before by this method.
    public synchronized void sayOnce(String line) {
        if (said.add(line)) {
            say(line);
        }
    }

    /// Begins a stage. Its line is redrawn until the meter is closed, which prints a final line.
    ///
    /// @return the meter, to be closed at the end of the stage
    public StageMeter begin(StageMeter meter) {
        meter.start(this, nanoTime);
        current = Optional.of(meter);
        return meter;
    }

    void ended(StageMeter meter) {
        current = Optional.empty();
        say(meter.lastLine());
    }

    /// Draws the current stage's line.
    synchronized void tick() {
        current.ifPresent(meter -> {
            out.print(terminal ? ERASE_LINE + meter.line() : meter.line() + System.lineSeparator());
            out.flush();
            meter.updated();
        });
    }

    @Override
    public void close() {
        ticker.ifPresent(ScheduledExecutorService::shutdownNow);
    }
}
