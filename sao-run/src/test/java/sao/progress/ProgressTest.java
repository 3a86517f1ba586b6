package sao.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
    private final StringWriter screen = new StringWriter();
    private final AtomicLong clock = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong total = new AtomicLong(96);

    private StageMeter begin(boolean terminal) {
        Progress progress = new Progress(new PrintWriter(screen), terminal, clock::get);
        StageMeter meter = new StageMeter("train", "pairs", done::get, total::get).withDetail(() -> "step 2 of 6");
        return progress.begin(meter);
    }

    @Test
    void saysRateAndTimeLeft() {
        try (StageMeter meter = begin(false)) {
            done.set(24);
            clock.set(40_000_000_000L);
            assertThat(meter.line()).isEqualTo("train      24/96 pairs · step 2 of 6 · 0.600 pairs/s · 2:00 left");
            done.set(96);
            clock.set(3_661_000_000_000L);
        }
        assertThat(screen)
                .hasToString("train      96/96 pairs · step 2 of 6 · 38.1 s each · 1:01:01" + System.lineSeparator());
    }

    @Test // a continued run is not faster than it is
    void theRateCountsWhatThisProcessDid() {
        done.set(90);
        try (StageMeter meter = begin(false)) {
            done.set(93);
            clock.set(1_000_000_000L);
            assertThat(meter.line()).endsWith("3.00 pairs/s · 0:01 left");
        }
    }

    @Test
    void withoutATotalThereIsNoTimeLeft() {
        total.set(0);
        try (StageMeter meter = begin(false)) {
            done.set(5);
            clock.set(1_000_000_000L);
            assertThat(meter.line()).isEqualTo("train      5 pairs · step 2 of 6 · 5.00 pairs/s");
        }
    }

    @Test
    void aTerminalDrawsOverTheLine() {
        Progress progress = new Progress(new PrintWriter(screen), true, clock::get);
        try (StageMeter _ = progress.begin(new StageMeter("export", "files", done::get, total::get))) {
            progress.tick();
            progress.tick();
        }
        assertThat(screen.toString().strip()).doesNotContain("\n");
        assertThat(screen.toString()).startsWith("\r\u001b[2Kexport");
    }

    @ParameterizedTest
    @CsvSource({"0,0:00", "59.6,1:00", "3599,59:59", "3600,1:00:00", "90061,25:01:01"})
    void timesAreReadable(double seconds, String words) {
        assertThat(StageMeter.clock(seconds)).isEqualTo(words);
    }
}
