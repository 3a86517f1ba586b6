package sao.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sao.config.Family;
import sao.config.ModelConfig;
import sao.configfile.GgufConfig;
import sao.configfile.HuggingFaceConfig;
import sao.error.SaoException;
import sao.gguf.GgufFile;
import sao.tensor.Tensors;
import sao.torch.TensorScope;

/// Tiny GGUF files of every architecture, as llama.cpp's converter writes them, against the figures of
/// transformers; see `src/test/python/tiny_gguf.py`.
class GgufFamiliesTest {
    private static JsonNode model(String name) throws IOException {
        try (InputStream stream = GgufFamiliesTest.class.getResourceAsStream("tiny-gguf.json")) {
            return new JsonMapper()
                    .readTree(Objects.requireNonNull(stream))
                    .path("models")
                    .valueStream()
                    .filter(model -> model.path("name").asText().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static GgufFile open(JsonNode model) throws URISyntaxException {
        String file = model.path("file").asText();
        return GgufFile.open(Path.of(
                Objects.requireNonNull(GgufFamiliesTest.class.getResource(file)).toURI()));
    }

    private static ModelConfig config(GgufFile gguf) {
        return GgufConfig.parse(gguf.metadata(), gguf.names(), gguf.frequencyDivisors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama3", "qwen2", "qwen3", "gemma2", "gemma3"})
    void theConfigurationIsThatOfTheFolder(String name) throws IOException, URISyntaxException {
        JsonNode model = model(name);
        try (GgufFile gguf = open(model)) {
            assertThat(config(gguf)).isEqualTo(HuggingFaceConfig.parse(model.path("config")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama3", "qwen2", "qwen3", "gemma2", "gemma3"})
    void logProbabilitiesMatchTransformers(String name) throws IOException, URISyntaxException {
        JsonNode model = model(name);
        int[] ids = model.path("ids").valueStream().mapToInt(JsonNode::asInt).toArray();
        List<JsonNode> expected =
                model.path("next_token_log_probabilities").valueStream().toList();
        try (GgufFile gguf = open(model);
                var _ = TensorScope.open();
                var _ = new NoGradGuard();
                var decoder = CausalLanguageModel.load(config(gguf), gguf, Precision.FLOAT32)) {
            Tensor positions = Tensors.longs(LongStream.range(0, ids.length).toArray());
            Tensor hidden = decoder.hidden(Tensors.longs(ids), positions, new WholeSequenceAttention());
            Tensor next = Tensors.longs(ids).narrow(0, 1, ids.length - 1L).unsqueeze(1);
            float[] found = Tensors.toFloats(torch.log_softmax(decoder.logits(hidden.narrow(0, 0, ids.length - 1L)), -1)
                    .gather(1, next));
            assertThat(found).hasSize(expected.size());
            for (int i = 0; i < found.length; i++) {
                assertThat((double) found[i])
                        .as("%s, token %d", name, i)
                        .isCloseTo(expected.get(i).asDouble(), within(1e-4));
            }
        }
    }

    @Test
    void whatDoesNotFitIsNamedWithFileTensorAndShapes() throws IOException, URISyntaxException {
        JsonNode gemma = model("gemma2");
        ObjectNode wider = ((ObjectNode) gemma.path("config").deepCopy()).put("intermediate_size", 32);
        ObjectNode deeper = ((ObjectNode) gemma.path("config").deepCopy()).put("num_hidden_layers", 3);
        deeper.remove("layer_types");
        try (GgufFile gguf = open(gemma)) {
            assertThatThrownBy(() -> CausalLanguageModel.load(HuggingFaceConfig.parse(wider), gguf, Precision.FLOAT32))
                    .isInstanceOf(SaoException.class)
                    .hasMessageContaining("tiny-gemma2.gguf: model.layers.0.mlp.gate_proj.weight")
                    .hasMessageContaining("has shape [24, 16], but the configuration promises [32, 16]");
            assertThatThrownBy(() -> CausalLanguageModel.load(HuggingFaceConfig.parse(deeper), gguf, Precision.FLOAT32))
                    .isInstanceOf(SaoException.class)
                    .hasMessageContaining("tiny-gemma2.gguf: model.layers.2.input_layernorm.weight is missing")
                    .hasMessageContaining("shape [16]");
        }
        try (GgufFile gguf = open(model("qwen2"))) {
            assertThatThrownBy(() ->
                            CausalLanguageModel.load(config(gguf).withFamily(Family.LLAMA), gguf, Precision.FLOAT32))
                    .isInstanceOf(SaoException.class)
                    .hasMessageContaining("tiny-qwen2.gguf: model.layers.0.self_attn.")
                    .hasMessageContaining("is not part of a llama model");
        }
    }
}
