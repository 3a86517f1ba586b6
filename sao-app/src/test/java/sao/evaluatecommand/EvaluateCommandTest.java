package sao.evaluatecommand;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.cli.Terminal;
import sao.stage.TinyModel;

/// The command on a tiny model with random weights: figures without meaning, but every step is the real one.
class EvaluateCommandTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private static Path folder;

    private static String model;

    private final Terminal terminal = new Terminal();

    @BeforeAll
    static void writeModel() throws IOException {
        model = TinyModel.write(folder.resolve("tiny"), 11).toString();
    }

    private static String file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text).toString();
    }

    private void evaluate(String... arguments) {
        List<String> all =
                new ArrayList<>(List.of("evaluate", "--model", model, "--precision", "fp32", "--threads", "1"));
        all.addAll(List.of(arguments));
        assertThat(terminal.type(all.toArray(String[]::new))).as(terminal.err()).isZero();
    }

    private void fails(int status, String part, String... arguments) {
        assertThat(terminal.type(arguments)).isEqualTo(status);
        assertThat(terminal.err()).contains(part).contains("  -> ");
    }

    @Test
    void choicesOfACsvFileGiveOneJsonObjectAndASampleForEachQuestion() throws IOException {
        String rows = file("arc/test.csv", """
                question,choices,answerKey
                "Which garden, is ""old""?","{""text"": [""river"", ""clock"", ""snow""], ""label"": [""A"", ""B"", ""C""]}",B
                Which bridge?,"{""text"": [""iron"", ""wool""], ""label"": [""1"", ""2""]}",1
                Left out by the limit,"{""text"": [""iron"", ""wool""], ""label"": [""1"", ""2""]}",1
                """);
        file("arc/train.jsonl", """
                {"question": "What measures?", "choices": {"text": ["clock", "honey"], "label": ["A", "B"]}, "answerKey": "A"}
                """);
        Path samples = folder.resolve("samples.jsonl");
        evaluate(
                "--benchmark",
                "arc_challenge",
                "--data",
                rows,
                "--shots",
                "1",
                "--limit",
                "2",
                "--json",
                "--samples",
                samples.toString());
        JsonNode result = JSON.readTree(terminal.out());
        assertThat(result.path("benchmark").asText()).isEqualTo("arc_challenge");
        assertThat(result.path("n").asInt()).isEqualTo(2);
        assertThat(result.path("shots").asInt()).isEqualTo(1);
        assertThat(List.of("acc", "acc_norm", "stderr"))
                .allMatch(field -> result.path(field).isNumber());
        List<String> lines = Files.readAllLines(samples);
        assertThat(lines).hasSize(2);
        JsonNode first = JSON.readTree(lines.getFirst());
        assertThat(first.path("id").asText()).isEqualTo("0");
        assertThat(first.path("correct").isBoolean()).isTrue();
        assertThat(first.path("loglikelihoods")).hasSize(3).allMatch(value -> value.asDouble() < 0);
        assertThat(first.path("gold").toString()).isEqualTo("[1]");
    }

    @Test
    void answersAreContinuedFromTextOrGivenInAChat() throws IOException {
        String rows = file("sums.jsonl", """
                {"question": "how many rivers", "answer": "two\\n#### 2"}
                """);
        Path samples = folder.resolve("sums-samples.jsonl");
        for (String name : List.of("gsm8k", "gsm8k_chat")) {
            evaluate(
                    "--benchmark",
                    name,
                    "--data",
                    rows,
                    "--shots",
                    "0",
                    "--json",
                    "--samples",
                    samples.toString(),
                    "--repeats",
                    "4",
                    "--temperature",
                    "1",
                    "--seed",
                    "3");
            JsonNode result = JSON.readTree(terminal.out());
            assertThat(result.path("template").asText()).isEqualTo(name.equals("gsm8k") ? "none" : "chat");
            assertThat(result.path("strict_match").isNumber()).isTrue();
            List<JsonNode> answers = new ArrayList<>();
            for (String line : Files.readAllLines(samples)) {
                answers.add(JSON.readTree(line));
            }
            assertThat(answers.stream().map(answer -> answer.path("id").asText()))
                    .containsExactly("0.0", "0.1", "0.2", "0.3");
            assertThat(answers)
                    .anyMatch(answer -> !answer.path("generation").asText().isEmpty())
                    .allMatch(answer -> answer.path("extracted").has("flexible_extract"));
        }
    }

    @Test
    void theTableStatesIntervalAndTemplate() throws IOException {
        String rows = file("scenes.json", """
                [{"query": "The baker", "choices": ["stirs the bread", "sleeps"], "gold": 0},
                 {"query": "The doctor", "choices": ["bakes", "repairs a clock"], "gold": 1}]
                """);
        evaluate("--benchmark", "hellaswag", "--data", rows, "--shots", "0", "--template", "chat");
        assertThat(terminal.out())
                .contains("hellaswag: 2 questions, 0 examples (random), with the chat template")
                .contains("acc_norm")
                .contains("95 % interval");
    }

    @Test
    void theListStatesColumnsSplitsAndPlaces() {
        assertThat(terminal.type("evaluate", "--list")).isZero();
        assertThat(terminal.out())
                .contains("winogrande (version 1)")
                .contains("columns: sentence, option1, option2, answer")
                .contains("split test of allenai/ai2_arc, ARC-Challenge (CC-BY-SA-4.0); examples: split train")
                .contains("datasets--openai--gsm8k");
    }

    @Test
    void wrongInputIsRefusedBeforeTheModelIsOpened() throws IOException {
        String absent = folder.resolve("absent.jsonl").toString();
        fails(2, "'arc' is not the name of a benchmark", "evaluate", "--model", "none", "--benchmark", "arc");
        fails(2, "--benchmark is missing", "evaluate", "--model", "none");
        fails(
                1,
                "absent.jsonl does not exist",
                "evaluate",
                "--model",
                "none",
                "--benchmark",
                "hellaswag",
                "--data",
                absent);
        assertThat(terminal.err())
                .contains("split 'validation' of Rowan/hellaswag")
                .contains("hf download");
        String rows = file("other.jsonl", "{\"a\": 1}\n");
        fails(
                1,
                "columns a; gsm8k needs question, answer",
                "evaluate",
                "--model",
                "none",
                "--benchmark",
                "gsm8k",
                "--shots",
                "0",
                "--data",
                rows);
        String empty = file("empty.jsonl", "");
        fails(1, "has no rows", "evaluate", "--model", "none", "--benchmark", "gsm8k", "--shots", "0", "--data", empty);
        String one = file("few/test.jsonl", "{\"question\": \"a\", \"answer\": \"#### 1\"}\n");
        String examples = file("few/train.jsonl", "{\"question\": \"b\", \"answer\": \"#### 1\"}\n");
        fails(
                1,
                "5 examples are needed, but there are 1 rows",
                "evaluate",
                "--model",
                "none",
                "--benchmark",
                "gsm8k",
                "--data",
                one,
                "--examples",
                examples);
        fails(2, "--limit is 0", "evaluate", "--model", "none", "--benchmark", "gsm8k", "--data", one, "--limit", "0");
    }
}
