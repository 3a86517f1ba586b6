package sao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sao.stage.TinyModel;

/// `sao train` as a real process, killed or without space on the disk: the continued training ends with the
/// same weights, optimiser state and metrics, bit for bit.
class TrainKillTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LIMIT_SECONDS = 120;
    private static final int PAIRS = 24;

    @TempDir
    private Path folder;

    private Path model = Path.of("");
    private Path pairs = Path.of("");

    @BeforeEach
    void write() throws IOException {
        model = TinyModel.write(folder.resolve("model"), 7);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            lines.add(JSON.writeValueAsString(Map.of(
                    "prompt", List.of(Map.of("role", "user", "content", "how can a baker carry bread " + i)),
                    "chosen", List.of(Map.of("role", "assistant", "content", "slowly, without water " + i)),
                    "rejected", List.of(Map.of("role", "assistant", "content", "thunder glass wool")))));
        }
        pairs = Files.write(folder.resolve("pairs.jsonl"), lines);
    }

    /// A moment of a training, as its files show it.
    private interface Moment {
        boolean isReached() throws IOException;
    }

    @ParameterizedTest
    @CsvSource({"fp32, 1, null", "bf16, 2, 2"})
    void killedAtAnyMomentItGoesOnBitForBit(String precision, int threads, String rank)
            throws IOException, InterruptedException {
        comparesAfterKills(precision, threads, rank);
    }

    @Tag("heavy")
    @ParameterizedTest
    @CsvSource({"fp32, 2, null", "bf16, 1, null", "bf16, 2, null"})
    void withOtherNumbersToo(String precision, int threads, String rank) throws IOException, InterruptedException {
        comparesAfterKills(precision, threads, rank);
    }

    private void comparesAfterKills(String precision, int threads, String rank)
            throws IOException, InterruptedException {
        List<String> settings =
                List.of("train.precision=" + precision, "engine.threads=" + threads, "train.lora.rank=" + rank);
        Path whole = folder.resolve("whole");
        finish(whole, settings);

        Path killed = folder.resolve("killed");
        Path work = folder.resolve("killed.training");
        for (Moment moment : List.<Moment>of(
                () -> lines(work) >= 3, // in the middle of a step
                () -> exists(work.resolve("checkpoints"), ".unfinished"), // while one is written
                () -> Files.exists(folder.resolve(".killed.unfinished")))) { // while the model is written
            Process process = start(killed, settings, "");
            waitFor(moment, process);
            process.destroyForcibly().waitFor();
        }
        finish(killed, settings);
        assertSame(work, folder.resolve("whole.training"));
        assertThat(killed.resolve("model.safetensors")).hasSameBinaryContentAs(whole.resolve("model.safetensors"));
    }

    @Test // a limit on the size of files stands for a full disk: the system refuses to write on
    void aFullDiskLeavesTheOldCheckpointAsItWas() throws IOException, InterruptedException {
        List<String> settings = List.of("train.precision=fp32", "engine.threads=1");
        Path whole = folder.resolve("whole");
        finish(whole, settings);

        Path full = folder.resolve("full");
        Path work = folder.resolve("full.training");
        Process process = start(full, settings, "");
        waitFor(() -> lines(work) >= 3, process);
        process.destroyForcibly().waitFor();
        Files.delete(folder.resolve("log"));

        assertThat(finish(start(full, settings, "ulimit -f 200; "))).isEqualTo(1);
        assertThat(log()).contains("cannot be written", "  -> ").doesNotContain("at sao.");
        assertThat(exists(work.resolve("checkpoints"), "step-")).isTrue();

        assertThat(finish(full, settings)).contains("going on with step");
        assertSame(work, folder.resolve("whole.training"));
    }

    private static void assertSame(Path found, Path expected) throws IOException {
        assertThat(numbers(found)).isEqualTo(numbers(expected));
        List<String> heldOut = Files.readAllLines(expected.resolve("held_out.jsonl"));
        assertThat(Files.readAllLines(found.resolve("held_out.jsonl"))).isEqualTo(heldOut);
        int pairs = JSON.readTree(heldOut.getFirst()).get("pairs").asInt();
        assertThat(numbers(expected)).hasSize((PAIRS - pairs + 1) / 2);
        List<Path> files = files(expected.resolve("checkpoints"));
        assertThat(files).anyMatch(file -> file.endsWith("optimizer.safetensors"));
        assertThat(files(found.resolve("checkpoints"))).isEqualTo(files);
        for (Path file : files) {
            assertThat(found.resolve("checkpoints").resolve(file))
                    .hasSameBinaryContentAs(expected.resolve("checkpoints").resolve(file));
        }
    }

    /// {@return the steps without what depends on the machine}
    private static List<String> numbers(Path work) throws IOException {
        List<String> steps = new ArrayList<>();
        for (String line : Files.readAllLines(work.resolve("steps.jsonl"))) {
            ObjectNode step = (ObjectNode) JSON.readTree(line);
            step.remove(List.of("seconds", "peak_rss_bytes"));
            steps.add(step.toString());
        }
        return steps;
    }

    private static List<Path> files(Path checkpoints) throws IOException {
        try (Stream<Path> all = Files.walk(checkpoints)) {
            return all.filter(Files::isRegularFile)
                    .map(checkpoints::relativize)
                    .sorted()
                    .toList();
        }
    }

    private static int lines(Path work) throws IOException {
        Path steps = work.resolve("steps.jsonl");
        return Files.exists(steps) ? Files.readString(steps).split("\n", -1).length - 1 : 0;
    }

    private static boolean exists(Path folder, String part) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.anyMatch(entry -> entry.toString().contains(part));
        }
    }

    private static void waitFor(Moment moment, Process process) throws IOException, InterruptedException {
        while (!process.waitFor(2, TimeUnit.MILLISECONDS) && !moment.isReached()) {
            Thread.onSpinWait();
        }
    }

    private static int finish(Process process) throws InterruptedException {
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /// Trains to the end in this process.
    ///
    /// @return what was said
    private String finish(Path out, List<String> settings) {
        Terminal terminal = new Terminal();
        assertThat(terminal.type(arguments(out, settings).toArray(String[]::new)))
                .as(terminal.err())
                .isZero();
        return terminal.err();
    }

    private List<String> arguments(Path out, List<String> settings) {
        List<String> arguments = new ArrayList<>(
                List.of("train", "--model", model.toString(), "--pairs", pairs.toString(), "--out", out.toString()));
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of(
                "train.batch=2",
                "train.checkpoint_every=1",
                "train.keep_checkpoints=3",
                "train.learning_rate=1e-3",
                "train.guard.every=5",
                "train.guard.tokens=8"));
        all.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return arguments;
    }

    /// @param before shell commands before the program
    private Process start(Path out, List<String> settings, String before) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "bash",
                "-c",
                before + "exec \"$@\"",
                "bash",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "sao.cli.Main"));
        command.addAll(arguments(out, settings));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }
}
