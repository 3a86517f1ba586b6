package sao.evaluatecommand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.cli.Terminal;

/// The default model's log-likelihoods and answers against those of lm-eval 0.4.13 on the same weights: a bfloat16
/// folder made from the GGUF file, computed in float32. Rows and figures lie outside the project.
@Tag("model")
class LmEvalReferenceTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path REFERENCE = Path.of(System.getProperty("sao.shared", "none"), "reference", "benchmarks");
    private static final Path MODEL = Path.of(
            System.getProperty("user.home"), ".cache/sao/models/smollm2-135m-instruct/SmolLM2-135M-Instruct.Q4_1.gguf");

    @TempDir
    private static Path folder;

    private final Terminal terminal = new Terminal();

    @BeforeAll
    static void convert() {
        Terminal terminal = new Terminal();
        Assumptions.assumeTrue(Files.isDirectory(REFERENCE), "sao.shared does not lead to reference/benchmarks");
        Assumptions.assumeTrue(Files.exists(MODEL), "the default model is not in the cache");
        String to = folder.resolve("model").toString();
        assertThat(terminal.type("convert", MODEL.toString(), "--to", to, "--type", "bf16"))
                .as(terminal.err())
                .isZero();
    }

    private List<JsonNode> samples(String name, String rows, int limit, String... more) throws IOException {
        Path samples = folder.resolve(name + ".jsonl");
        List<String> arguments = new ArrayList<>(List.of(
                "evaluate",
                "--model",
                folder.resolve("model").toString(),
                "--precision",
                "fp32",
                "--threads",
                "1",
                "--benchmark",
                name,
                "--data",
                REFERENCE.resolve(rows).toString(),
                "--limit",
                "" + limit,
                "--samples",
                samples.toString(),
                "--json"));
        arguments.addAll(List.of(more));
        assertThat(terminal.type(arguments.toArray(String[]::new)))
                .as(terminal.err())
                .isZero();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(samples)) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private static JsonNode reference(String name) throws IOException {
        return JSON.readTree(REFERENCE.resolve(name + "_results.json").toFile());
    }

    private void requireEqual(String name, String rows, int limit, String... metrics) throws IOException {
        List<JsonNode> samples = samples(name, rows, limit, "--shots", "0");
        JsonNode expected = reference(name).path("rows");
        assertThat(samples).hasSize(limit);
        for (int i = 0; i < limit; i++) {
            JsonNode wanted = expected.get(i).path("loglikelihoods");
            JsonNode found = samples.get(i).path("loglikelihoods");
            assertThat(found).hasSameSizeAs(wanted);
            for (int choice = 0; choice < wanted.size(); choice++) {
                assertThat(found.get(choice).asDouble())
                        .as("%s, question %d, choice %d", name, i, choice)
                        .isCloseTo(wanted.get(choice).asDouble(), within(1e-3));
            }
            for (String metric : metrics) {
                String own = metric.equals("acc") && samples.get(i).has("true_mass") ? "true_mass" : metric;
                assertThat(samples.get(i).path(own).asDouble())
                        .isCloseTo(expected.get(i).path(metric).asDouble(), within(1e-3));
            }
        }
    }

    @Test
    void logLikelihoodsOfChoicesAreThoseOfLmEval() throws IOException {
        requireEqual("hellaswag", "hellaswag.jsonl", 8, "acc", "acc_norm");
        requireEqual("truthfulqa_mc1", "truthfulqa_mc.jsonl", 4, "acc");
        requireEqual("truthfulqa_mc2", "truthfulqa_mc.jsonl", 4, "acc");
    }

    @Test
    @Tag("heavy")
    void accuraciesOfAllRowsAreThoseOfLmEval() throws IOException {
        requireEqual("hellaswag", "hellaswag.jsonl", 100, "acc", "acc_norm");
        JsonNode result = JSON.readTree(terminal.out());
        assertThat(result.path("acc").asDouble()).isCloseTo(0.40, within(1e-9));
        assertThat(result.path("acc_norm").asDouble()).isCloseTo(0.46, within(1e-9));
        requireEqual("truthfulqa_mc1", "truthfulqa_mc.jsonl", 100, "acc");
        assertThat(JSON.readTree(terminal.out()).path("acc").asDouble()).isCloseTo(0.31, within(1e-9));
        requireEqual("truthfulqa_mc2", "truthfulqa_mc.jsonl", 100, "acc");
        assertThat(JSON.readTree(terminal.out()).path("acc").asDouble()).isCloseTo(0.4781, within(1e-3));
    }

    @Test
    @Tag("heavy")
    void answersToGsm8kBeginAsThoseOfLmEval() throws IOException {
        List<JsonNode> samples = samples(
                "gsm8k",
                "gsm8k_test.jsonl",
                16,
                "--examples",
                REFERENCE.resolve("gsm8k_train_fewshot.jsonl").toString(),
                "--example-order",
                "first");
        JsonNode expected = reference("gsm8k").path("rows");
        for (int i = 0; i < 16; i++) {
            assertThat(start(samples.get(i).path("generation")))
                    .as("question %d", i)
                    .isEqualTo(start(expected.get(i).path("generated")));
            assertThat(samples.get(i).path("strict_match").asDouble())
                    .isEqualTo(expected.get(i)
                            .path("strict_match")
                            .path("exact_match")
                            .asDouble());
        }
    }

    private static String start(JsonNode text) {
        return text.asText().substring(0, Math.min(40, text.asText().length()));
    }
}
