package sao.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sao.domain.SaoException;

class ModelConfigTest {
    private static final String SIZES = """
            "vocab_size": 49152, "hidden_size": 576, "intermediate_size": 1536, "num_hidden_layers": 30,
            "num_attention_heads": 9, "num_key_value_heads": 3, "rms_norm_eps": 1e-05,
            "max_position_embeddings": 8192, "tie_word_embeddings": true""";

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ModelConfig smolLm(Rotation rotation) {
        return new ModelConfig(
                Family.LLAMA,
                49152,
                576,
                1536,
                30,
                9,
                3,
                64,
                1e-5,
                rotation,
                8192,
                true,
                AttentionShape.plain(64),
                OptionalDouble.empty());
    }

    @Test
    void theOldAndTheNewSpellingOfTheRotationMeanTheSame() {
        ModelConfig expected = smolLm(new Rotation(100_000, new Rotation.Unscaled()));
        assertThat(ModelConfig.fromHuggingFace(
                        json("{\"model_type\": \"llama\", \"rope_theta\": 100000, \"rope_scaling\": null, %s}"
                                .formatted(SIZES))))
                .isEqualTo(expected);
        assertThat(ModelConfig.fromHuggingFace(json(
                        "{\"model_type\": \"llama\", \"rope_parameters\": {\"rope_theta\": 100000.0, \"rope_type\": \"default\"}, %s}"
                                .formatted(SIZES))))
                .isEqualTo(expected);
    }

    @Test
    void llama3ScalingIsRead() {
        String scaling = """
                "rope_theta": 500000.0, "rope_scaling": {"factor": 8.0, "high_freq_factor": 4.0,
                "low_freq_factor": 1.0, "original_max_position_embeddings": 8192, "rope_type": "llama3"}""";
        assertThat(ModelConfig.fromHuggingFace(json("{\"model_type\": \"llama\", %s, %s}".formatted(scaling, SIZES)))
                        .rotation())
                .isEqualTo(new Rotation(500_000, new Rotation.Llama3(8, 1, 4, 8192)));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsReadAgain(Family family) {
        for (Rotation.Scaling scaling :
                List.of(new Rotation.Unscaled(), new Rotation.Linear(4), new Rotation.Llama3(8, 1, 4, 8192))) {
            ModelConfig config = new ModelConfig(
                    family,
                    100,
                    64,
                    96,
                    3,
                    4,
                    2,
                    32,
                    1e-6,
                    new Rotation(10_000, scaling),
                    512,
                    false,
                    AttentionShape.plain(32),
                    OptionalDouble.empty());
            assertThat(ModelConfig.fromHuggingFace(config.toHuggingFace())).isEqualTo(config);
        }
    }

    @Test
    void aGgufFileGivesTheSameConfiguration() {
        Map<String, Object> metadata = Map.ofEntries(
                Map.entry("general.architecture", "llama"),
                Map.entry("llama.block_count", 30L),
                Map.entry("llama.context_length", 8192L),
                Map.entry("llama.embedding_length", 576L),
                Map.entry("llama.feed_forward_length", 1536L),
                Map.entry("llama.attention.head_count", 9L),
                Map.entry("llama.attention.head_count_kv", 3L),
                Map.entry("llama.rope.freq_base", 100_000f),
                Map.entry("llama.attention.layer_norm_rms_epsilon", 9.999999747378752e-06),
                Map.entry("llama.vocab_size", 49152L));
        assertThat(ModelConfig.fromGguf(metadata, List.of("model.embed_tokens.weight"), List.of()))
                .isEqualTo(smolLm(new Rotation(100_000, new Rotation.Unscaled())));
    }

    @Test
    void anUnknownFamilyNamesTheKnownOnes() {
        assertThatThrownBy(() -> ModelConfig.fromHuggingFace(json("{\"model_type\": \"mamba\", %s}".formatted(SIZES))))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("'mamba'")
                .hasMessageContaining("llama, mistral, qwen2, qwen3");
    }

    @Test
    void anUnknownRopeTypeIsRefused() {
        assertThatThrownBy(() -> ModelConfig.fromHuggingFace(json(
                        "{\"model_type\": \"llama\", \"rope_scaling\": {\"type\": \"yarn\"}, %s}".formatted(SIZES))))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("rope type 'yarn'");
    }

    @Test
    void theParametersOfSmolLm2AreCounted() {
        assertThat(smolLm(new Rotation(100_000, new Rotation.Unscaled())).parameterCount())
                .isEqualTo(134_515_008);
    }
}
