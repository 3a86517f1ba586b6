package sao.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.model.ModelSource;
import sao.stage.TinyModel;

/// Models between folder and file, through the doors that users have.
class ConvertTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String LINES = """
            {"tokens": [70, 71, 72, 73, 300, 301, 12, 99]}
            {"text": "how does the old clock  measure\\n\\nthe river?"}
            {"messages": [{"role": "user", "content": "why is <|im_end|> quiet"}], "continuations": [" clock", " snow"]}
            """;

    @TempDir
    private static Path folder;

    private static String model;

    private final Terminal terminal = new Terminal();

    @BeforeAll
    static void writeModel() throws IOException {
        model = TinyModel.write(folder.resolve("tiny"), 11).toString();
    }

    private String convert(String from, String to, String type) {
        String path = folder.resolve(to).toString();
        assertThat(terminal.type("convert", from, "--to", path, "--type", type))
                .as(terminal.err())
                .isZero();
        assertThat(terminal.out().strip()).isEqualTo(path);
        return path;
    }

    private List<Double> scores(String of, String lines) throws IOException {
        assertThat(terminal.typeWithInput(lines, "score", "--model", of, "--precision", "fp32", "--json"))
                .as(terminal.err())
                .isZero();
        List<Double> scores = new ArrayList<>();
        for (String line : terminal.out().lines().toList()) {
            for (JsonNode numbers : JSON.readTree(line).findValues("logprobs")) {
                numbers.forEach(number -> scores.add(number.asDouble()));
            }
        }
        assertThat(scores).isNotEmpty();
        return scores;
    }

    @Test
    void fromFolderToFileAndBackIsTheSameModel() throws IOException {
        String file = convert(model, "there.gguf", "f32");
        String back = convert(file, "back", "f32");
        List<Double> expected = scores(model, LINES);
        assertThat(scores(file, LINES)).isEqualTo(expected);
        assertThat(scores(back, LINES)).isEqualTo(expected);
        try (ModelSource first = ModelSource.open(Path.of(model));
                ModelSource last = ModelSource.open(Path.of(back))) {
            assertThat(last.config()).isEqualTo(first.config());
            assertThat(last.endOfTurn()).isEqualTo(first.endOfTurn());
            assertThat(last.template().source()).isEqualTo(first.template().source());
        }
        assertThat(Path.of(back, "generation_config.json")).exists();
    }

    @Test
    void everyTypeIsNearItsOriginal() throws IOException {
        List<Double> expected = scores(model, LINES);
        double[] tolerances = {0.1, 0.02, 0.5, 4};
        String[] types = {"bf16", "f16", "q8_0", "q4_0"};
        for (int i = 0; i < types.length; i++) {
            List<Double> found = scores(convert(model, types[i] + ".gguf", types[i]), LINES);
            for (int j = 0; j < expected.size(); j++) {
                assertThat(found.get(j)).as(types[i]).isCloseTo(expected.get(j), within(tolerances[i]));
            }
        }
        assertThat(Files.size(folder.resolve("q4_0.gguf"))).isLessThan(Files.size(folder.resolve("q8_0.gguf")));
        assertThat(scores(convert(model, "half", "f16"), LINES)).isNotEqualTo(expected);
    }

    @Test
    void wrongUsageIsExplained() throws IOException {
        String file = folder.resolve("x.gguf").toString();
        String other = folder.resolve("x").toString();
        assertThat(terminal.type("convert", model, "--to", other, "--type", "q8_0"))
                .isEqualTo(2);
        assertThat(terminal.err()).contains("folder cannot hold weights of the type q8_0", "--format gguf");
        assertThat(terminal.type("convert", model, "--to", other, "--format", "gguf"))
                .isEqualTo(2);
        assertThat(terminal.err()).contains("does not fit");
        assertThat(terminal.type("convert", model, "--to", file, "--type", "q5"))
                .isEqualTo(2);
        assertThat(terminal.err()).contains("'q5'", "q8_0");
        assertThat(terminal.type("convert", model, "--to", file, "--format", "onnx"))
                .isEqualTo(2);
        assertThat(terminal.err()).contains("'onnx'");
        Files.writeString(Path.of(file), "taken");
        assertThat(terminal.type("convert", model, "--to", file)).isEqualTo(1);
        assertThat(terminal.err()).contains("already exists");
        assertThat(terminal.type("convert", folder.resolve("none").toString(), "--to", other))
                .isEqualTo(1);
        assertThat(Set.copyOf(Arrays.asList(folder.toFile().list()))).doesNotContain("x", "x.gguf.unverified");
    }

    @Test
    void missingAndForeignTensorsAreNamed() throws IOException {
        Path damaged = TinyModel.write(folder.resolve("damaged"), 11);
        Path weights = damaged.resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        String to = folder.resolve("never.gguf").toString();
        rename(weights, bytes, "model.layers.1.mlp.up_proj.weight", "model.layers.1.mlp.up_prok.weight");
        assertThat(terminal.type("convert", damaged.toString(), "--to", to)).isEqualTo(1);
        assertThat(terminal.err())
                .contains("model.layers.1.mlp.up_proj.weight is missing")
                .doesNotContain("at sao.");
        Path config = damaged.resolve("config.json");
        Files.writeString(
                config, Files.readString(config).replace("\"num_hidden_layers\" : 2", "\"num_hidden_layers\" : 1"));
        Files.write(weights, bytes);
        assertThat(terminal.type("convert", damaged.toString(), "--to", to)).isEqualTo(1);
        assertThat(terminal.err()).contains("model.layers.1.", "is not part of").doesNotContain("at sao.");
        assertThat(Path.of(to)).doesNotExist();
    }

    private static void rename(Path file, byte[] bytes, String from, String to) throws IOException {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Files.write(file, text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void inspectionSaysWhatAModelIs() throws IOException {
        String file = convert(model, "inspected.gguf", "q8_0");
        assertThat(terminal.type("models", "inspect", file, "--json")).isZero();
        JsonNode json = JSON.readTree(terminal.out());
        long parameters = json.path("parameters").asLong();
        assertThat(json.path("format").asText()).isEqualTo("gguf");
        assertThat(json.path("architecture").asText()).isEqualTo("LlamaForCausalLM");
        assertThat(json.path("weight_bytes").path("bf16").asLong()).isEqualTo(2 * parameters);
        assertThat(json.path("kv_cache_bytes_per_token").path("bf16").asLong()).isEqualTo(2 * 2 * 2 * 2 * 8);
        assertThat(new TreeSet<>(json.path("types").properties().stream()
                        .map(entry -> entry.getKey())
                        .toList()))
                .containsExactly("F32", "Q8_0");
        long counted = 0;
        for (JsonNode tensor : json.path("tensors")) {
            long places = 1;
            for (JsonNode size : tensor.path("shape")) {
                places *= size.asLong();
            }
            counted += places;
        }
        assertThat(counted).isEqualTo(parameters);
        assertThat(json.path("special_tokens").path("eos_token").asText()).startsWith("<|im_end|> ");
        assertThat(json.path("chat_template").asText()).contains("<|im_start|>");
        assertThat(terminal.type("models", "inspect", model)).isZero();
        assertThat(terminal.out())
                .contains("2 layers, width 32", "model.layers.*.mlp.up_proj.weight [64, 32] F32  x 2", "bf16");
    }

    @Test
    @Tag("model")
    void theDefaultModelBecomesAFolderWithEqualLogProbabilities() throws IOException {
        Path original = Path.of(
                System.getProperty("user.home"),
                ".cache/sao/models/smollm2-135m-instruct/SmolLM2-135M-Instruct.Q4_1.gguf");
        Assumptions.assumeTrue(
                Files.exists(original), "the default model is not in the cache: sao models pull fetches it");
        String back = convert(original.toString(), "smollm", "f32");
        String lines =
                "{\"text\": \"In 2024, 1234 caf\\u00e9s  served  \\u00bd litre.\\n\\nThe capital of France is Paris.\"}\n";
        assertThat(scores(back, lines)).isEqualTo(scores(original.toString(), lines));
    }
}
