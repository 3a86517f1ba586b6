package sao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole loop on a tiny model with random weights, through the doors that users have.
class EndToEndTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private static Path folder;

    private static final Terminal FIRST = new Terminal();

    private static TinyRun run;
    private static int exit;

    private final Terminal terminal = new Terminal();

    @BeforeAll
    static void runTheLoop() throws IOException {
        run = TinyRun.in(folder);
        exit = run.type(FIRST);
    }

    @Test
    void endsWithItsResultAndItsControl() {
        assertThat(exit).as(FIRST.err()).isZero();
        assertThat(FIRST.out())
                .contains("Result   the trained model wins", "95 % interval", "Control  ", "Report   " + run)
                .contains(run.report().toString());
        assertThat(FIRST.err()).contains("synthesis", "audit", "train", "export", "evaluate", "report");
        assertThat(run.report())
                .content()
                .contains("Content-Security-Policy", "of the weights differ from the start model");
        assertThat(run.path("logs/sao.log")).exists();
    }

    @Test
    void itsStatusHasThePromisedShape() throws IOException {
        JsonNode status = run.status(terminal);
        assertThat(status.get("run").asText()).isEqualTo(run.toString());
        assertThat(status.get("state").asText()).isEqualTo("finished");
        assertThat(status.get("round").asInt()).isEqualTo(1);
        assertThat(status.get("stages").findValuesAsText("name"))
                .containsExactly(
                        "prompts", "responses", "judgments", "pairs", "audit", "train", "export", "evaluate", "report");
        for (JsonNode stage : status.get("stages")) {
            assertThat(stage.get("done").asLong())
                    .as(stage.toString())
                    .isEqualTo(stage.get("total").asLong());
        }
        JsonNode funnel = status.get("funnel");
        long dropped = 0;
        for (JsonNode count : funnel.get("dropped")) {
            dropped += count.asLong();
        }
        assertThat(funnel.get("personas").asLong())
                .isEqualTo(funnel.get("pairs").asLong() + funnel.get("held_out").asLong() + dropped);
        assertThat(funnel.get("pairs").asLong()).isPositive();
        assertThat(status.get("report").asText()).isEqualTo(run.report().toString());
        assertThat(terminal.type("status", run.toString())).isZero();
        assertThat(terminal.out()).contains("is finished").contains("held out");
    }

    @Test
    void aFinishedRunAsksNoModel() throws IOException {
        Path away = folder.resolve("model-away");
        Files.move(run.model(), away);
        try {
            assertThat(run.type(terminal)).as(terminal.err()).isZero();
            assertThat(results(terminal)).isNotEmpty().isEqualTo(results(FIRST));
            assertThat(terminal.out()).contains("Took     no time: the run was finished before");
            assertThat(terminal.type("run", "--run", run.toString(), "--json")).isZero();
            assertThat(JSON.readTree(terminal.out()).get("state").asText()).isEqualTo("finished");
        } finally {
            Files.move(away, run.model());
        }
    }

    private static List<String> results(Terminal terminal) {
        return terminal.out().lines().filter(line -> !line.startsWith("Took")).toList();
    }

    @Test
    void aMovedRunIsShownWhereItIsNow() throws IOException {
        Path moved = run.folder().resolveSibling("moved");
        Files.move(run.folder(), moved);
        try {
            assertThat(terminal.type("run", "--run", moved.toString()))
                    .as(terminal.err())
                    .isZero();
            assertThat(terminal.out())
                    .contains("Report   " + moved, "sao chat " + moved)
                    .doesNotContain(run.toString());
        } finally {
            Files.move(moved, run.folder());
        }
    }

    @Test
    void aRunWithoutItsSettingsSaysWhatIsMissing() throws IOException {
        Path away = folder.resolve("settings-away");
        Files.move(run.path("sao.yaml"), away);
        try {
            assertThat(terminal.type("report", run.toString())).isEqualTo(1);
            assertThat(terminal.err())
                    .contains("has no sao.yaml", "Restore the file")
                    .doesNotContain("preset");
        } finally {
            Files.move(away, run.path("sao.yaml"));
        }
    }

    @Test
    void anotherSeedIsAnotherRun() {
        assertThat(run.with("seed=5").type(terminal)).isEqualTo(2);
        assertThat(terminal.err()).contains("seed was 42, now 5", "--run");
    }

    @Test
    void pairsAndModelCanBeTakenOut() throws IOException {
        Path pairs = folder.resolve("pairs");
        assertThat(terminal.type("export", "pairs", run.toString(), "--format", "jsonl", "--to", pairs.toString()))
                .as(terminal.err())
                .isZero();
        List<String> lines = Files.readAllLines(Path.of(terminal.out().strip()));
        assertThat(lines).isNotEmpty();
        assertThat(JSON.readTree(lines.getFirst()).has("chosen")).isTrue();
        assertThat(pairs.resolve("README.md")).content().contains("## Funnel");
        assertThat(terminal.type("export", "pairs", run.toString(), "--format", "xml", "--to", pairs.toString()))
                .isEqualTo(1);
        Path exported = folder.resolve("exported");
        assertThat(terminal.type("export", "model", run.toString(), "--to", exported.toString()))
                .isZero();
        assertThat(exported.resolve("config.json")).exists();
        assertThat(exported.resolve("tokenizer.json")).exists();
    }

    @Test
    void theModelCanBeTakenOutForLlamaCpp() {
        Path file = folder.resolve("exported.gguf");
        assertThat(terminal.type("export", "model", run.toString(), "--format", "gguf", "--to", file.toString()))
                .as(terminal.err())
                .isZero();
        assertThat(terminal.out().strip()).isEqualTo(file.toString());
        assertThat(score(file.toString()))
                .isEqualTo(score(run.path("round-1/model").toString()));
        assertThat(terminal.type("export", "model", run.toString(), "--format", "gguf", "--to", file.toString()))
                .isEqualTo(1);
        assertThat(terminal.err()).contains("already exists");
        assertThat(terminal.type(
                        "export",
                        "model",
                        run.toString(),
                        "--type",
                        "f16",
                        "--to",
                        folder.resolve("half").toString()))
                .as(terminal.err())
                .isZero();
        assertThat(folder.resolve("half/model.safetensors")).exists();
    }

    private String score(String of) {
        assertThat(terminal.typeWithInput(
                        "{\"text\": \"why does the garden wait\"}\n",
                        "score",
                        "--model",
                        of,
                        "--precision",
                        "fp32",
                        "--json"))
                .as(terminal.err())
                .isZero();
        return terminal.out();
    }

    @Test
    void theReportCanBeWrittenAnew() throws IOException {
        Path report = run.report();
        Files.delete(report);
        assertThat(terminal.type("report", run.toString())).isZero();
        assertThat(terminal.out().strip()).isEqualTo(report.toString());
        assertThat(report).exists();
    }

    @Test
    void theTrainedModelAnswers() throws IOException {
        String trained = run.path("round-1/model").toString();
        assertThat(terminal.type(
                        "generate",
                        "--model",
                        trained,
                        "--prompt",
                        "hello",
                        "--n",
                        "2",
                        "--seed",
                        "1",
                        "--max-tokens",
                        "8",
                        "--precision",
                        "fp32",
                        "--json"))
                .as(terminal.err())
                .isZero();
        List<String> lines = terminal.out().lines().toList();
        assertThat(lines).hasSize(2);
        JsonNode first = JSON.readTree(lines.getFirst());
        assertThat(first.get("index").asInt()).isZero();
        assertThat(first.get("tokens")).hasSameSizeAs(first.get("logprobs"));
        assertThat(first.get("finish_reason").asText()).isIn("stop", "length");
        assertThat(first.get("seed").asLong()).isEqualTo(1);
    }

    @Test
    void scoresComeInTheOrderOfTheLines() throws IOException {
        String lines = """
                {"tokens": [70, 71, 72, 73]}
                {"text": "hello"}
                {"messages": [{"role": "user", "content": "hi"}], "continuations": [" clock", " river is"]}
                {"text": "hi", "continuations": [" clock"]}
                """;
        assertThat(terminal.typeWithInput(
                        lines, "score", "--model", run.model().toString(), "--precision", "fp32", "--json"))
                .as(terminal.err())
                .isZero();
        List<String> answers = terminal.out().lines().toList();
        assertThat(answers).hasSize(4);
        JsonNode ids = JSON.readTree(answers.get(0));
        assertThat(ids.get("tokens")).hasSize(4);
        assertThat(ids.get("logprobs")).hasSize(3);
        assertThat(JSON.readTree(answers.get(1)).get("tokens")).hasSize(5);
        JsonNode continued = JSON.readTree(answers.get(2));
        assertThat(continued.get("continuations")).hasSize(2);
        double sum = 0;
        for (JsonNode one : continued.get("continuations").get(1).get("logprobs")) {
            sum += (float) one.asDouble();
        }
        assertThat(continued.get("continuations").get(1).get("sum").asDouble()).isEqualTo(sum);
        assertThat(JSON.readTree(answers.get(3)).get("continuations").get(0).get("tokens"))
                .isEqualTo(continued.get("continuations").get(0).get("tokens"));
    }

    @Test
    void aLineThatCannotBeScoredIsNamed() {
        assertThat(terminal.typeWithInput(
                        "{\"text\": \"a\"}\n{\"txt\": 1}\n",
                        "score",
                        "--model",
                        run.model().toString(),
                        "--json"))
                .isEqualTo(1);
        assertThat(terminal.err()).contains("Line 2: It has neither messages nor text nor tokens.");
        assertThat(terminal.out().lines()).hasSize(1);
    }

    @Test
    void aConversationGoesOn() {
        String lines = "hello\n/regenerate\n/system be brief\n/new\nwhat now\n/help\n/exit\nnever read\n";
        assertThat(terminal.typeWithInput(
                        lines, "chat", run.model().toString(), "--max-tokens", "4", "--precision", "fp32"))
                .as(terminal.err())
                .isZero();
        assertThat(terminal.out()).contains("(system message set)", "(a new conversation)", "(commands:");
    }
}
