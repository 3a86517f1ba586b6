package sao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.calls.CallTotals;
import sao.domain.PreferencePair;
import sao.ledger.LedgerReader;
import sao.summary.Measurement;

/// A run that is measured on benchmarks of the user's besides its held-out prompts.
class BenchmarkRunTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TALKS = """
            {"question_id": 1, "turns": ["Which lantern would you carry over a bridge?", "And why not the other one?"]}
            {"question_id": 2, "turns": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Name three uses of salt."}]}
            {"question_id": 3, "turns": ["How warm is a kitchen?"]}
            """;

    @TempDir
    private static Path folder;

    private static TinyRun tiny;
    private static Path exam;
    private static Path talks;

    private final Terminal terminal = new Terminal();

    @BeforeAll
    static void write() throws IOException {
        tiny = TinyRun.in(folder);
        exam = Files.writeString(
                folder.resolve("my_exam.txt"),
                "How do I wind an old clock?\nWhat is rain made of?\nHow do I wind an old clock?\n"
                        + "salt ".repeat(9_000) + "\n");
        talks = Files.writeString(folder.resolve("talks.jsonl"), TALKS);
    }

    private static String benchmarks(Path... files) {
        return "evaluate.benchmarks=" + List.of(files);
    }

    private static Map<String, Long> calls(TinyRun run) {
        try (LedgerReader ledger = LedgerReader.open(run.folder())) {
            return ledger.calls().stream().collect(Collectors.toMap(CallTotals::purpose, CallTotals::calls));
        }
    }

    private static List<PreferencePair> pairs(TinyRun run) {
        try (LedgerReader ledger = LedgerReader.open(run.folder())) {
            return ledger.round(1).pairList();
        }
    }

    private static Measurement onHeldOut(TinyRun run) {
        try (LedgerReader ledger = LedgerReader.open(run.folder())) {
            return Measurement.heldOut(ledger.round(1).results());
        }
    }

    @Test
    void aBenchmarkThatIsAddedToAFinishedRunIsMeasuredAndNothingElseIsDoneAgain() throws IOException {
        TinyRun run = tiny.beside("added");
        assertThat(run.type(terminal)).as(terminal.err()).isZero();
        Map<String, Long> before = calls(run);
        List<PreferencePair> trained = pairs(run);
        Measurement heldOut = onHeldOut(run);
        Path weights = run.path("round-1/model/model.safetensors");
        var written = Files.getLastModifiedTime(weights);

        assertThat(run.with(benchmarks(exam, talks)).type(terminal))
                .as(terminal.err())
                .isZero();
        String said = terminal.results();
        assertThat(said)
                .contains("on 2 held-out prompts,")
                .containsPattern(
                        "Bench +the trained model wins .* on 2 prompts of my_exam.txt \\(1 more have no answer: too long or refused\\)")
                .containsPattern("Bench +the trained model wins .* on 3 prompts of talks.jsonl,");
        assertThat(terminal.err())
                .contains("1 of the 3 prompts of my_exam.txt are left out: with a response of up to 24 tokens");
        assertThat(terminal.err()).containsPattern("evaluate +72/72 answers and verdicts · talks.jsonl");

        Map<String, Long> after = calls(run);
        assertThat(after.get("evaluation")).isGreaterThan(before.get("evaluation"));
        for (String purpose : List.of("prompts", "responses", "judgments", "audit")) {
            assertThat(after.get(purpose)).as(purpose).isEqualTo(before.get(purpose));
        }
        assertThat(pairs(run)).isEqualTo(trained);
        assertThat(onHeldOut(run)).isEqualTo(heldOut);
        assertThat(Files.getLastModifiedTime(weights)).isEqualTo(written);

        JsonNode status = run.status(terminal);
        for (JsonNode stage : status.get("stages")) {
            assertThat(stage.get("done")).as(stage.toString()).isEqualTo(stage.get("total"));
        }
        JsonNode measured = status.get("measured");
        assertThat(measured).hasSize(3);
        assertThat(measured.get(0).get("benchmark").isNull()).isTrue();
        assertThat(measured.get(1).get("benchmark").asText()).isEqualTo("my_exam.txt");
        assertThat(measured.get(1).get("n").asInt()).isEqualTo(2);
        assertThat(measured.get(1).get("too_long").asInt()).isEqualTo(1);
        assertThat(measured.get(2).get("n").asInt()).isEqualTo(3);
        assertThat(measured.get(2).get("low").asDouble())
                .isLessThanOrEqualTo(measured.get(2).get("win_rate").asDouble());
        assertThat(terminal.type("status", run.toString())).isZero();
        assertThat(terminal.out()).contains("on 3 prompts of talks.jsonl by the start model (backward/v4); control ");

        assertThat(run.report())
                .content()
                .contains("Shares of prompts of my_exam.txt", "1 prompts without an answer (too long or refused)")
                .contains("answers of each model to prompts of talks.jsonl")
                .contains("Which lantern would you carry over a bridge?", "Name three uses of salt.")
                .doesNotContain("And why not the other one?", "Be brief.");

        assertThat(run.with(benchmarks(exam, talks)).type(terminal)).isZero();
        assertThat(terminal.results()).as("a finished run").isEqualTo(said);

        assertThat(run.with(benchmarks()).type(terminal)).as(terminal.err()).isZero();
        assertThat(terminal.out()).doesNotContain("my_exam.txt");
        assertThat(run.status(terminal).get("measured"))
                .as("what is no longer asked is no longer told")
                .hasSize(1);
    }

    @Test
    void aQuestionOfABenchmarkIsNotTrainedOnAndTheBenchmarkIsNamed() throws IOException {
        TinyRun run = tiny.beside("leaking");
        Path leak =
                Files.writeString(folder.resolve("my_leak.txt"), "Is there a question that nobody has written yet?\n");
        assertThat(run.with(benchmarks(leak)).type(terminal)).as(terminal.err()).isZero();
        String known = pairs(run).stream()
                .map(PreferencePair::promptText)
                .filter(prompt -> prompt.split("\\s+").length >= 4)
                .findFirst()
                .orElseThrow();
        Files.writeString(leak, known.replace('\n', ' ') + "\nIs there a question that nobody has written yet?\n");

        assertThat(run.with(benchmarks(leak)).type(terminal)).as(terminal.err()).isZero();
        JsonNode dropped = run.status(terminal).get("funnel").get("dropped");
        assertThat(dropped.get("benchmark_overlap/my_leak.txt").asInt()).isPositive();
        assertThat(pairs(run)).extracting(PreferencePair::promptText).doesNotContain(known);
        assertThat(run.report()).content().contains("benchmark overlap/my_leak.txt");

        assertThat(run.with(benchmarks(leak), "prompts.novelty.benchmarks=false")
                        .type(terminal))
                .as(terminal.err())
                .isZero();
        assertThat(terminal.err()).contains("training prompts may overlap with benchmarks");
        assertThat(pairs(run)).extracting(PreferencePair::promptText).contains(known);
    }

    @Test
    void withoutHeldOutPromptsOnlyBenchmarksAreMeasuredAndNoRoundIsDecidedByThem() throws IOException {
        TinyRun run = tiny.beside("benchmarks-alone");
        String[] settings = {"evaluate.held_out=0", "rounds=2", benchmarks(talks)};
        assertThat(run.with(settings).type(terminal)).as(terminal.err()).isZero();
        assertThat(terminal.err()).contains("Round 2 of 2.");
        assertThat(terminal.out())
                .contains("on 3 prompts of talks.jsonl")
                .doesNotContain("Result ", "Nothing was measured");
        JsonNode measured = run.status(terminal).get("measured");
        assertThat(measured).hasSize(1);
        assertThat(measured.get(0).get("benchmark").asText()).isEqualTo("talks.jsonl");
        assertThat(run.report())
                .content()
                .contains("Measured on benchmarks alone", "No prompts were held out", "; on talks.jsonl ");
    }

    @Test
    void everyFileIsReadOnceHoweverManyRoundsThereAre() throws IOException {
        Path asked = Files.writeString(folder.resolve("asked.txt"), "How do I wind an old clock?\n");
        Path kept = Files.writeString(folder.resolve("kept.txt"), "Which question must not be trained on?\n");
        Terminal deleting = new Terminal(said -> {
            if (said.contains("Round 1 of 2.")) {
                assertThat(asked.toFile().delete() && kept.toFile().delete()).isTrue();
            }
        });
        TinyRun run = tiny.beside("read-once")
                .with("rounds=2", "evaluate.held_out=0", benchmarks(asked))
                .with("prompts.novelty.benchmark_files=[%s]".formatted(kept));
        assertThat(run.type(deleting)).as(deleting.err()).isZero();
        assertThat(deleting.err()).contains("Round 2 of 2.");
        assertThat(deleting.out()).contains("on 1 prompts of asked.txt");
        assertThat(asked).doesNotExist();
        assertThat(kept).doesNotExist();
    }

    @Test
    void thePlanCountsThem() throws IOException {
        String[] line = tiny.beside("planned").with(benchmarks(exam, talks)).arguments("--json");
        line[0] = "plan";
        assertThat(terminal.type(line)).as(terminal.err()).isZero();
        JsonNode calibrated = evaluation();
        String[] rates = Stream.concat(Arrays.stream(line), Stream.of("--read-rate", "100", "--write-rate", "10"))
                .toArray(String[]::new);
        assertThat(terminal.type(rates)).as(terminal.err()).isZero();
        for (JsonNode stage : List.of(calibrated, evaluation())) {
            assertThat(stage.at("/calls/likely").asInt())
                    .as("2 held out, 3 and 3 of the benchmarks, 4 answers and 2 verdicts for each")
                    .isEqualTo(6 * 8);
            assertThat(stage.at("/tokens/read/likely").asDouble())
                    .as("a prompt of 45,000 characters, read by four answers and twice by two verdicts")
                    .isGreaterThan(45_000 / 4.0 * (4 + 2 * 2));
        }
    }

    private JsonNode evaluation() throws IOException {
        for (JsonNode stage : JSON.readTree(terminal.out()).at("/forecast/stages")) {
            if (stage.get("name").asText().equals("evaluate")) {
                return stage;
            }
        }
        throw new AssertionError("no stage evaluate in " + terminal.out());
    }

    @Test
    void filesThatCannotBeMeasuredOnAreNamedBeforeAnythingIsDone() throws IOException {
        TinyRun run = tiny.beside("never");
        Path missing = folder.resolve("missing.jsonl");
        assertThat(run.with(benchmarks(missing)).type(terminal)).isEqualTo(1);
        assertThat(terminal.err())
                .contains("The benchmark %s cannot be read".formatted(missing), "  -> Check the path");
        Path empty = Files.writeString(folder.resolve("empty.txt"), "\n\n");
        assertThat(run.with(benchmarks(empty)).type(terminal)).isEqualTo(1);
        assertThat(terminal.err()).contains("The benchmark %s holds no prompt".formatted(empty));
        Path hole = Files.writeString(folder.resolve("hole.jsonl"), "{\"prompt\": \"Why?\"}\n{\"prompt\": \" \"}\n");
        assertThat(run.with(benchmarks(hole)).type(terminal)).isEqualTo(1);
        assertThat(terminal.err()).contains("Line 2 of %s has no question".formatted(hole));
        Path twin = Files.writeString(
                Files.createDirectories(folder.resolve("other")).resolve("talks.jsonl"), TALKS);
        assertThat(run.with(benchmarks(talks, twin)).type(terminal)).isEqualTo(2);
        assertThat(terminal.err()).contains("two files named talks.jsonl", twin.toString(), "rename one of them");
        assertThat(run.with("prompts.novelty.benchmark_files=[%s]".formatted(missing))
                        .type(terminal))
                .isEqualTo(1);
        assertThat(terminal.err()).contains("cannot be read").doesNotContain("at sao.");
        assertThat(run.path("ledger.db")).doesNotExist();
    }
}
