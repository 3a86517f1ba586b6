package sao.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.safetensors.ShardedSafetensors;

/// A Gemma 3 that also sees pictures, through the doors that users have: read as a text model, written as one.
class TextPartCommandTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path FIXTURE = Path.of(
            System.getProperty("sao.project", ".."),
            "sao-engine/src/test/resources/sao/configfile/tiny-gemma3-with-vision");
    private static final String END = "<end>";

    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();
    private Path model = Path.of("");

    @BeforeEach
    void writeModel() throws IOException {
        model = Files.createDirectory(folder.resolve("seeing"));
        for (String name : List.of("config.json", "model.safetensors")) {
            Files.copy(FIXTURE.resolve(name), model.resolve(name));
        }
        Files.writeString(model.resolve("preprocessor_config.json"), "{}");
        ObjectNode root = JSON.createObjectNode().put("version", "1.0");
        root.putArray("added_tokens")
                .addObject()
                .put("id", 95)
                .put("content", END)
                .put("single_word", false)
                .put("lstrip", false)
                .put("rstrip", false)
                .put("normalized", false)
                .put("special", true);
        for (String part : List.of("pre_tokenizer", "decoder")) {
            root.putObject(part)
                    .put("type", "ByteLevel")
                    .put("add_prefix_space", false)
                    .put("trim_offsets", true)
                    .put("use_regex", true);
        }
        ObjectNode words = root.putObject("model").put("type", "BPE").set("vocab", JSON.createObjectNode());
        for (char letter = '!'; letter <= '~'; letter++) {
            words.withObject("/vocab").put(String.valueOf(letter), letter - '!');
        }
        words.withObject("/vocab").put("\u0120", 94);
        words.putArray("merges");
        Files.writeString(model.resolve("tokenizer.json"), root.toString());
        Files.writeString(
                model.resolve("tokenizer_config.json"),
                JSON.createObjectNode()
                        .put("eos_token", END)
                        .put("chat_template", "{% for m in messages %}{{ m['content'] + '<end>' }}{% endfor %}")
                        .toString());
    }

    private List<Double> scores(Path of, JsonNode ids) throws IOException {
        String line = JSON.createObjectNode().set("tokens", ids) + "\n";
        assertThat(terminal.typeWithInput(line, "score", "--model", of.toString(), "--precision", "fp32", "--json"))
                .as(terminal.err())
                .isZero();
        List<Double> scores = new ArrayList<>();
        JSON.readTree(terminal.out()).path("logprobs").forEach(score -> scores.add(score.asDouble()));
        return scores.subList(scores.size() - ids.size() + 1, scores.size());
    }

    private void requireTextModel(Path written) throws IOException {
        JsonNode config = JSON.readTree(Files.readString(written.resolve("config.json")));
        assertThat(config.path("model_type").asText()).isEqualTo("gemma3_text");
        assertThat(config.path("architectures").path(0).asText()).isEqualTo("Gemma3ForCausalLM");
        assertThat(config.has("vision_config") || config.has("text_config")).isFalse();
        assertThat(written.resolve("preprocessor_config.json")).doesNotExist();
        try (ShardedSafetensors weights = ShardedSafetensors.open(written)) {
            assertThat(weights.names())
                    .contains("model.layers.1.mlp.up_proj.weight", "model.embed_tokens.weight")
                    .allMatch(name -> name.startsWith("model.") && !name.contains("vision"));
        }
    }

    @Test
    void itIsConvertedToATextModelOfEqualLogProbabilities() throws IOException {
        JsonNode expected = JSON.readTree(Files.readString(FIXTURE.resolve("expected.json")));
        List<Double> scores = scores(model, expected.path("ids"));
        ByteBuffer reference = ByteBuffer.wrap(Base64.getDecoder()
                        .decode(expected.path("next_token_log_probabilities").asText()))
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(scores).hasSize(expected.path("ids").size() - 1);
        for (double score : scores) {
            assertThat(score).isCloseTo(reference.getFloat(), within(1e-4));
        }
        for (String name : List.of("text", "text.gguf")) {
            Path to = folder.resolve(name);
            assertThat(terminal.type("convert", model.toString(), "--to", to.toString(), "--type", "bf16"))
                    .as(terminal.err())
                    .isZero();
            assertThat(terminal.err()).contains("also sees pictures", "a text model (Gemma3ForCausalLM)");
            assertThat(scores(to, expected.path("ids"))).as(name).isEqualTo(scores);
        }
        requireTextModel(folder.resolve("text"));
        assertThat(terminal.type("models", "inspect", model.toString())).isZero();
        assertThat(terminal.out()).contains("Gemma3ForCausalLM, the text part").doesNotContain("vision_tower");
    }

    @Test
    void whatIsTrainedOfItIsATextModelThatSaysSo() throws IOException {
        Path pairs = folder.resolve("pairs.jsonl");
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            lines.add(JSON.writeValueAsString(Map.of(
                    "prompt", List.of(Map.of("role", "user", "content", "how " + i)),
                    "chosen", List.of(Map.of("role", "assistant", "content", "slowly")),
                    "rejected", List.of(Map.of("role", "assistant", "content", "wool " + i)))));
        }
        Files.write(pairs, lines);
        Path out = folder.resolve("trained");
        List<String> arguments = new ArrayList<>(List.of(
                "train", "--model", model.toString(), "--pairs", pairs.toString(), "--out", out.toString(), "--json"));
        for (String setting :
                List.of("train.batch=2", "train.precision=fp32", "train.guard.every=0", "train.lora.rank=2")) {
            arguments.addAll(List.of("--set", setting));
        }
        assertThat(terminal.type(arguments.toArray(String[]::new)))
                .as(terminal.err())
                .isZero();
        requireTextModel(out);
        for (String card : List.of("trained/README.md", "trained.adapter/README.md")) {
            assertThat(folder.resolve(card)).content().contains("text part of a model that also sees pictures");
        }
    }
}
