package sao.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import sao.config.ModelConfig;
import sao.configfile.HuggingFaceConfig;
import sao.token.TokenIds;

/// A tiny random model and what transformers computed with it; see `src/test/python/tiny_models.py`.
///
/// @param name of the case
/// @param json all that the script wrote of it
public record TransformersFixture(String name, JsonNode json) {
    /// {@return every case there is}
    public static List<TransformersFixture> all() {
        try (InputStream stream = TransformersFixture.class.getResourceAsStream("tiny-models.json")) {
            return new JsonMapper()
                    .readTree(Objects.requireNonNull(stream))
                    .path("models")
                    .valueStream()
                    .map(model -> new TransformersFixture(model.path("name").asText(), model))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// {@return the case of that name}
    public static TransformersFixture named(String name) {
        return all().stream()
                .filter(fixture -> fixture.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// {@return the configuration, read from its `config.json`}
    public ModelConfig config() {
        return HuggingFaceConfig.parse(json.path("config"));
    }

    /// {@return the weights by Hugging Face name}
    public Map<String, float[]> weights() {
        Map<String, float[]> weights = new LinkedHashMap<>();
        json.path("weights_times_16_int8").properties().forEach(entry -> {
            byte[] bytes = Base64.getDecoder().decode(entry.getValue().asText());
            float[] values = new float[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                values[i] = bytes[i] / 16f;
            }
            weights.put(entry.getKey(), values);
        });
        return weights;
    }

    /// {@return configuration and weights}
    public TinyModel model() {
        return TinyModel.of(config(), weights());
    }

    /// {@return the sequence, longer than the window}
    public TokenIds ids() {
        return TokenIds.of(
                json.path("ids").valueStream().mapToInt(JsonNode::asInt).toArray());
    }

    /// {@return the places whose logits were kept}
    public long[] positions() {
        return json.path("positions").valueStream().mapToLong(JsonNode::asLong).toArray();
    }

    /// {@return `[positions, V]`, last dimension fastest}
    public float[] logits() {
        return numbers("logits");
    }

    /// {@return of each token but the first}
    public float[] logProbabilities() {
        return numbers("next_token_log_probabilities");
    }

    private float[] numbers(String key) {
        byte[] bytes = Base64.getDecoder().decode(json.path(key).asText());
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.length / Float.BYTES];
        IntStream.range(0, values.length).forEach(i -> values[i] = buffer.getFloat());
        return values;
    }

    @Override
    public String toString() {
        return name;
    }
}
