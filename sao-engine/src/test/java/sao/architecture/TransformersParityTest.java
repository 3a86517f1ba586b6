package sao.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sao.tensor.TensorScope;
import sao.tensor.Tensors;

/// Tiny random models of every family, against the logits of transformers.
class TransformersParityTest {
    static List<String> models() throws IOException {
        return fixture()
                .path("models")
                .valueStream()
                .map(model -> model.path("name").asText())
                .toList();
    }

    private static JsonNode fixture() throws IOException {
        try (InputStream stream = TransformersParityTest.class.getResourceAsStream("tiny-models.json")) {
            return new JsonMapper().readTree(Objects.requireNonNull(stream));
        }
    }

    private static JsonNode model(String name) throws IOException {
        return fixture()
                .path("models")
                .valueStream()
                .filter(model -> model.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Tensor> weights(ModelConfig config, JsonNode model) {
        Map<String, Tensor> weights = new HashMap<>();
        model.path("weights_times_16_int8").properties().forEach(entry -> {
            byte[] bytes = Base64.getDecoder().decode(entry.getValue().asText());
            float[] values = new float[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                values[i] = bytes[i] / 16f;
            }
            long[] shape = config.parameterShapes().get(entry.getKey());
            assertThat(shape).as(entry.getKey()).isNotNull();
            weights.put(entry.getKey(), Tensors.floats(values, Objects.requireNonNull(shape)));
        });
        return weights;
    }

    @ParameterizedTest
    @MethodSource("models")
    void logitsMatchTransformers(String name) throws IOException {
        JsonNode model = model(name);
        ModelConfig config = ModelConfig.fromHuggingFace(model.path("config"));
        int[] ids = model.path("ids").valueStream().mapToInt(JsonNode::asInt).toArray();
        long[] positions = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            positions[i] = i;
        }
        long[] kept = model.path("positions")
                .valueStream()
                .mapToLong(JsonNode::asLong)
                .toArray();
        ByteBuffer expected = ByteBuffer.wrap(
                        Base64.getDecoder().decode(model.path("logits").asText()))
                .order(ByteOrder.LITTLE_ENDIAN);
        try (var _ = TensorScope.open();
                var _ = new NoGradGuard();
                var decoder = CausalLanguageModel.of(config, weights(config, model))) {
            Tensor hidden = decoder.hidden(
                    Tensors.longs(ids), Tensors.longs(positions), new WholeSequenceAttention(decoder.attentionScale()));
            float[] logits = Tensors.toFloats(decoder.logits(hidden.index_select(0, Tensors.longs(kept))));
            assertThat(expected.remaining()).isEqualTo(logits.length * Float.BYTES);
            for (int i = 0; i < logits.length; i++) {
                assertThat(logits[i]).as("%s, logit %d", name, i).isCloseTo(expected.getFloat(), within(1e-4f));
            }
        }
    }
}
