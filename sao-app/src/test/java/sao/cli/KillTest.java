package sao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.calls.CallPurpose;
import sao.calls.CallTotals;
import sao.ledger.LedgerReader;
import sao.result.RoundResult;
import sao.rows.RoundStage;

/// Real processes, killed at every stage: the continued run ends with the same bytes as one that nobody
/// disturbed.
class KillTest {
    private static final long LIMIT_SECONDS = 120;

    @TempDir
    private Path folder;

    /// A moment of a run, as its ledger shows it.
    private record Moment(String name, Predicate<LedgerReader> reached) {}

    /// So that no run ends before a signal reaches it.
    private static final String LONG = "train.epochs=1000";

    private static final List<Moment> MOMENTS = List.of(
            new Moment("the first prompt", ledger -> ledger.round(1).funnel().prompts() >= 1),
            new Moment("the third answer", ledger -> ledger.round(1).funnel().responses() >= 3),
            new Moment("the second judgment", ledger -> ledger.round(1).funnel().judgments() >= 2),
            new Moment(
                    "the audit",
                    ledger -> ledger.stages().stream().anyMatch(stage -> stage.stage() == RoundStage.AUDIT)),
            new Moment("the first step", ledger -> !ledger.round(1).trainSteps().isEmpty()),
            new Moment(
                    "the export",
                    ledger -> ledger.stages().stream()
                            .anyMatch(stage -> stage.stage() == RoundStage.EXPORT && stage.done() == 1)));

    @Test
    void killedAtEveryStageItEndsWithTheSameBytes() throws IOException, InterruptedException {
        Terminal terminal = new Terminal();
        TinyRun undisturbed = TinyRun.in(folder).with("evaluate.benchmarks=[%s]".formatted(benchmark()));
        assertThat(undisturbed.type(terminal)).as(terminal.err()).isZero();

        TinyRun killed = undisturbed.beside("killed");
        for (Moment moment : MOMENTS) {
            killAt(moment, killed, start(killed));
        }
        long before = measurements(killed);
        Moment measuring = new Moment("the trained model's first answers", ledger -> measurements(ledger) > before);
        killAt(measuring, killed, start(killed));
        Process last = start(killed);
        assertThat(last.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(last.exitValue()).as(log()).isZero();

        assertThat(exported(killed.folder())).isEqualTo(exported(undisturbed.folder()));
        assertThat(killed.path("round-1/model/model.safetensors"))
                .hasSameBinaryContentAs(undisturbed.path("round-1/model/model.safetensors"));
        assertThat(evaluations(killed))
                .isEqualTo(evaluations(undisturbed))
                .anyMatch(result -> result instanceof RoundResult.WinRate rate
                        && rate.benchmark().equals(Optional.of("exam.txt"))
                        && rate.rate().winRate().n() == 40);
        assertThat(measurements(killed)).isEqualTo(measurements(undisturbed));
    }

    private Path benchmark() throws IOException {
        List<String> lines = IntStream.rangeClosed(1, 40)
                .mapToObj("What would a sailor do with %d lanterns?"::formatted)
                .toList();
        return Files.write(folder.resolve("exam.txt"), lines);
    }

    private static void killAt(Moment moment, TinyRun run, Process process) throws InterruptedException {
        assertThat(waitFor(moment, run, process)).as(moment.name()).isTrue();
        process.destroyForcibly().waitFor();
    }

    private static List<RoundResult> evaluations(TinyRun run) {
        try (LedgerReader ledger = LedgerReader.open(run.folder())) {
            return ledger.round(1).results().all();
        }
    }

    private static long measurements(TinyRun run) {
        try (LedgerReader ledger = LedgerReader.open(run.folder())) {
            return measurements(ledger);
        }
    }

    /// {@return how many calls of the measurement are remembered}
    private static long measurements(LedgerReader ledger) {
        return ledger.calls().stream()
                .filter(calls -> calls.purpose().equals(CallPurpose.EVALUATION.label()))
                .mapToLong(CallTotals::calls)
                .sum();
    }

    @Test
    void interruptedItSavesItsStateAndSaysHowToGoOn() throws IOException, InterruptedException {
        Assumptions.assumeFalse(
                SaoProcess.interruptsAreIgnored(),
                "whoever started this process has it ignore interrupts, and so do its children");
        TinyRun run = TinyRun.in(folder).with(LONG);
        Process process = start(run);
        assertThat(waitFor(MOMENTS.getFirst(), run, process)).isTrue();
        signal("-INT", process);
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(log()).isEqualTo(130);
        assertThat(log()).contains("Interrupted; the state is saved.", "sao run --run " + run);
        Terminal terminal = new Terminal();
        assertThat(run.status(terminal).get("state").asText()).isEqualTo("interrupted");
    }

    /// A folder belongs to one process at a time.
    @Test
    void aSecondProcessIsTurnedAway() throws IOException, InterruptedException {
        TinyRun run = TinyRun.in(folder).with(LONG);
        Process process = start(run);
        try {
            assertThat(waitFor(MOMENTS.getFirst(), run, process)).isTrue();
            signal("-STOP", process); // or it may have ended before the second one looks
            Terminal terminal = new Terminal();
            assertThat(run.type(terminal)).isEqualTo(1);
            assertThat(terminal.err()).contains("  -> ").doesNotContain("at sao.");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static void signal(String name, Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
    }

    private Process start(TinyRun run) throws IOException {
        return SaoProcess.start(folder.resolve("log"), List.of(run.arguments()));
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    /// Looks at the ledger again and again, which any number of readers may do while it is written.
    ///
    /// @return whether the moment came before the process ended
    private static boolean waitFor(Moment moment, TinyRun run, Process process) throws InterruptedException {
        while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
            if (Files.exists(run.path("ledger.db")) && reached(moment, run)) {
                return true;
            }
        }
        return false;
    }

    private static boolean reached(Moment moment, TinyRun run) {
        try (LedgerReader ledger = LedgerReader.open(run.folder())) {
            return moment.reached().test(ledger);
        } catch (RuntimeException e) { // the file is being made
            return false;
        }
    }

    private byte[] exported(Path run) throws IOException {
        Terminal terminal = new Terminal();
        Path to = folder.resolve("pairs-" + run.getFileName());
        assertThat(terminal.type("export", "pairs", run.toString(), "--to", to.toString()))
                .as(terminal.err())
                .isZero();
        return Files.readAllBytes(Path.of(terminal.out().strip()));
    }
}
