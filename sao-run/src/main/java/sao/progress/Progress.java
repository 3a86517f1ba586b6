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

/// Tells a person how far a run is: one line for each stage, drawn over and over on a terminal, and
/// repeated every ten seconds elsewhere.
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

    /// @param out where lines go
    /// @param terminal whether a line can be drawn over
    /// @param nanoTime the clock, such as `System::nanoTime`
    public Progress(PrintWriter out, boolean terminal, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    /// {@return this progress, drawn from now on by a thread of its own}
    public Progress ticking() {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("sao-progress").daemon().factory());
        long period = (terminal ? ON_TERMINAL : IN_LOG).toMillis();
        ScheduledFuture<?> _ = executor.scheduleAtFixedRate(this::tick, period, period, TimeUnit.MILLISECONDS);
        ticker = Optional.of(executor);
        return this;
    }

    /// Says something that stays on the screen.
    public synchronized void say(String line) {
        out.println((terminal ? ERASE_LINE : "") + line);
        out.flush();
    }

    /// Says something that stays on the screen, unless it was said so before.
    public synchronized void sayOnce(String line) {
        if (said.add(line)) {
            say(line);
        }
    }

    /// Begins a stage; closing what comes back ends it with a line that stays.
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
            meter.noted();
        });
    }

    @Override
    public void close() {
        ticker.ifPresent(ScheduledExecutorService::shutdownNow);
    }
}
