package sao.trainstage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.assembly.Benchmarks;
import sao.batch.DropReason;
import sao.heldout.HeldOutFigures;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.metrics.TensorBoardWriter;
import sao.novelty.BenchmarkIndex;
import sao.progress.Progress;
import sao.progress.StopRequest;
import sao.result.RoundResult.NotTrained;
import sao.rows.RoundWriter;
import sao.run.NoFormats;
import sao.settings.RunSettings;
import sao.stage.RoundContext;
import sao.summarizer.LedgerHeldOut;
import sao.trainer.TrainedModel;
import sao.trainer.TrainingListener;
import sao.trainer.Verification;
import sao.workspace.RunFolder;
import sao.workspace.RunRequest;
import sao.yaml.SettingsComments;
import sao.yaml.SettingsReader;

class TrainingRecorderTest {
    private static final TrainedModel.Pairs PAIRS =
            new TrainedModel.Pairs(55, 3, Map.of(DropReason.PAIR_TOO_LONG, 3, DropReason.EMPTY_ANSWER, 1));

    @TempDir
    private Path folder;

    @Test
    void pairsThatAPlanLeavesOutAreCountedByReasonAmongAllPairs() {
        assertThat(TrainingRecorder.notTrained(PAIRS)).isEqualTo(leftOut());
    }

    @Test
    void pairsThatATrainingLeavesOutReachTheLedgerWhenItBegins() {
        RunSettings settings = SettingsReader.read(List.of());
        RunRequest request = new RunRequest(
                new RunFolder(folder), settings, SettingsComments.NONE, false, "sao run", new NoFormats());
        try (Ledger ledger = Ledger.open(folder);
                LedgerReader reader = ledger.reader();
                Progress progress = new Progress(new PrintWriter(new StringWriter()), false, System::nanoTime)) {
            Benchmarks benchmarks = new Benchmarks(List.of(), new BenchmarkIndex(8));
            RoundContext context = new RoundContext(request, benchmarks, ledger, progress, new StopRequest(), 1);
            RoundWriter records = ledger.round(1, Map.of("seed", 1));
            try (TrainingRecorder recorder = new TrainingRecorder(
                    context,
                    records,
                    TensorBoardWriter.open(folder.resolve("curves"), Instant.EPOCH),
                    new AtomicLong(),
                    new AtomicLong())) {
                recorder.started(new TrainingListener.Plan(
                        PAIRS, 4, 1, 1_000, new Verification.NotVerified("the test samples nothing"), ""));
            }
            ledger.flush();
            assertThat(reader.round(1).results().first(NotTrained.class)).contains(leftOut());
        }
    }

    @Test
    void measurementsOnHeldOutPairsReachTheLedgerTheCurvesAndTheUser() throws IOException {
        RunSettings settings = SettingsReader.read(List.of());
        RunRequest request = new RunRequest(
                new RunFolder(folder), settings, SettingsComments.NONE, false, "sao run", new NoFormats());
        HeldOutFigures start = new HeldOutFigures(0, 4, 0.75, -0.25, 1);
        HeldOutFigures now = new HeldOutFigures(6, 4, 0.5, 0.25, 3);
        StringWriter said = new StringWriter();
        try (Ledger ledger = Ledger.open(folder);
                LedgerReader reader = ledger.reader();
                Progress progress = new Progress(new PrintWriter(said), false, System::nanoTime)) {
            Benchmarks benchmarks = new Benchmarks(List.of(), new BenchmarkIndex(8));
            RoundContext context = new RoundContext(request, benchmarks, ledger, progress, new StopRequest(), 1);
            try (TrainingRecorder recorder = new TrainingRecorder(
                    context,
                    ledger.round(1, Map.of("seed", 1)),
                    TensorBoardWriter.open(folder.resolve("curves"), Instant.EPOCH),
                    new AtomicLong(),
                    new AtomicLong())) {
                recorder.heldOut(start, start);
                recorder.heldOut(now, start);
            }
            ledger.flush();
            assertThat(LedgerHeldOut.of(reader, 1)).containsExactly(start, now);
        }
        assertThat(said.toString())
                .contains("Held-out pairs after step 6: loss 0.5000, accuracy 75.0 % (3 of 4), margin +0.250"
                        + " (+0.500 since the start).");
        try (Stream<Path> files = Files.list(folder.resolve("curves"))) {
            assertThat(Files.readString(files.findFirst().orElseThrow(), StandardCharsets.ISO_8859_1))
                    .contains("held_out/loss", "held_out/margin", "held_out/accuracy");
        }
    }

    private static NotTrained leftOut() {
        return new NotTrained(
                Map.of("held_out", 3L, DropReason.PAIR_TOO_LONG.label(), 3L, DropReason.EMPTY_ANSWER.label(), 1L), 62);
    }
}
