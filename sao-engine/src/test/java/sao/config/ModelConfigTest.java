package sao.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sao.architecture.TinyModel;
import sao.configfile.GgufConfig;
import sao.configfile.HuggingFaceConfig;
import sao.configfile.HuggingFaceConfigWriter;
import sao.error.SaoException;

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

    /// {@return a configuration of the usual sizes}
    ///
    /// @param more keys, with single quotes
    private static ModelConfig huggingFace(String modelType, String more) {
        return HuggingFaceConfig.parse(
                json("{\"model_type\": \"%s\", %s, %s}".formatted(modelType, more.replace('\'', '"'), SIZES)));
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
                OptionalDouble.empty(),
                OutputHead.TOKENS);
    }

    @Test
    void theOldAndTheNewSpellingOfTheRotationMeanTheSame() {
        ModelConfig expected = smolLm(new Rotation(100_000, new Rotation.Unscaled()));
        assertThat(HuggingFaceConfig.parse(
                        json("{\"model_type\": \"llama\", \"rope_theta\": 100000, \"rope_scaling\": null, %s}"
                                .formatted(SIZES))))
                .isEqualTo(expected);
        assertThat(HuggingFaceConfig.parse(json(
                        "{\"model_type\": \"llama\", \"rope_parameters\": {\"rope_theta\": 100000.0, \"rope_type\": \"default\"}, %s}"
                                .formatted(SIZES))))
                .isEqualTo(expected);
    }

    @Test // as transformers writes it for a model that it took from a GGUF file
    void anEpsilonThatIsSpelledOutInFloat32IsTheSame() {
        Rotation rotation = new Rotation(100_000, new Rotation.Unscaled());
        var spelled = HuggingFaceConfigWriter.write(smolLm(rotation)).put("rms_norm_eps", 9.999999747378752E-6);
        assertThat(HuggingFaceConfig.parse(spelled)).isEqualTo(smolLm(rotation));
    }

    @Test
    void llama3ScalingIsRead() {
        String scaling = """
                "rope_theta": 500000.0, "rope_scaling": {"factor": 8.0, "high_freq_factor": 4.0,
                "low_freq_factor": 1.0, "original_max_position_embeddings": 8192, "rope_type": "llama3"}""";
        assertThat(HuggingFaceConfig.parse(json("{\"model_type\": \"llama\", %s, %s}".formatted(scaling, SIZES)))
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
                    OptionalDouble.empty(),
                    OutputHead.TOKENS);
            assertThat(HuggingFaceConfig.parse(HuggingFaceConfigWriter.write(config)))
                    .isEqualTo(config);
        }
    }

    @ParameterizedTest
    @EnumSource
    void windowsAndCapsThatAreWrittenAreReadAgain(Family family) {
        ModelConfig config = TinyModel.config(family, true);
        assertThat(HuggingFaceConfig.parse(HuggingFaceConfigWriter.write(config)))
                .isEqualTo(config);
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
        assertThat(GgufConfig.parse(metadata, List.of("model.embed_tokens.weight"), List.of()))
                .isEqualTo(smolLm(new Rotation(100_000, new Rotation.Unscaled())));
    }

    private static Map<String, Object> metadata(String architecture, Map<String, Object> more) {
        Map<String, Object> metadata = new HashMap<>();
        metadata.put("general.architecture", architecture);
        Map.of(
                        "block_count", 4L,
                        "context_length", 8192L,
                        "embedding_length", 64L,
                        "feed_forward_length", 96L,
                        "attention.head_count", 4L,
                        "attention.head_count_kv", 2L,
                        "attention.key_length", 32L,
                        "attention.layer_norm_rms_epsilon", 1e-6f,
                        "vocab_size", 100L)
                .forEach((key, value) -> metadata.put(architecture + "." + key, value));
        more.forEach((key, value) -> metadata.put(architecture + "." + key, value));
        return metadata;
    }

    private static ModelConfig gguf(String architecture, Map<String, Object> more) {
        return GgufConfig.parse(metadata(architecture, more), List.of(), List.of());
    }

    @Test
    void whereAGgufFileIsSilentTheFamilysHabitsHold() {
        ModelConfig gemma2 = gguf("gemma2", Map.of());
        assertThat(gemma2.attention().scoreCap()).hasValue(50);
        assertThat(gemma2.logitCap()).hasValue(30);
        assertThat(gemma2.attention().window().orElseThrow())
                .isEqualTo(new SlidingWindow(4096, List.of(true, false, true, false), gemma2.rotation()));
        ModelConfig gemma3 = gguf(
                "gemma3", Map.of("attention.sliding_window", 512L, "block_count", 7L, "rope.freq_base", 1_000_000f));
        assertThat(gemma3.attention().window().orElseThrow().layers())
                .containsExactly(true, true, true, true, true, false, true);
        assertThat(gemma3.rotation(0).base()).isEqualTo(10_000);
        assertThat(gemma3.rotation(5).base()).isEqualTo(1_000_000);
        assertThat(gemma3.attention().queryScalar()).isEqualTo(32);
        assertThat(gguf("gemma3", Map.of("block_count", 62L)).attention().queryScalar())
                .as("Gemma 3 of 27 billion parameters")
                .isEqualTo(16);
    }

    @Test
    void whatAGgufFileSaysOfWindowsIsHeard() {
        ModelConfig mistral = gguf("llama", Map.of("attention.sliding_window", 4096L));
        assertThat(mistral.family()).isEqualTo(Family.MISTRAL);
        assertThat(mistral.attentionRule(3).window()).isEqualTo(4096);
        ModelConfig gemma3 = gguf(
                "gemma3",
                Map.of(
                        "attention.sliding_window",
                        512L,
                        "attention.sliding_window_pattern",
                        List.of(true, false, false, true),
                        "rope.freq_base_swa",
                        20_000f,
                        "attention.scale",
                        0.07715167f,
                        "rope.scaling.type",
                        "linear",
                        "rope.scaling.factor",
                        8f));
        assertThat(gemma3.attention().window().orElseThrow().layers()).containsExactly(true, false, false, true);
        assertThat(gemma3.rotation(3)).isEqualTo(new Rotation(20_000, new Rotation.Unscaled()));
        assertThat(gemma3.rotation(1)).isEqualTo(new Rotation(10_000, new Rotation.Linear(8)));
        assertThat(gemma3.attention().queryScalar()).isEqualTo(168);
    }

    @Test
    void aTableOfFrequenciesThatIsNotLlama3sIsRefused() {
        assertThatThrownBy(() -> GgufConfig.parse(metadata("llama", Map.of()), List.of(), Collections.nCopies(16, 3f)))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("rope_freqs.weight (16 values, the largest 3.0)")
                .hasMessageContaining("8192");
    }

    @Test
    void theOldAndTheNewSpellingOfGemma3MeanTheSame() {
        String sizes = SIZES.replace("\"num_hidden_layers\": 30", "\"num_hidden_layers\": 7");
        String old = """
                "model_type": "gemma3_text", "hidden_activation": "gelu_pytorch_tanh", "head_dim": 256,
                "query_pre_attn_scalar": 256, "sliding_window": 512, "sliding_window_pattern": 6,
                "rope_theta": 1000000.0, "rope_local_base_freq": 10000.0,
                "rope_scaling": {"rope_type": "linear", "factor": 8.0}""";
        String fresh = """
                "model_type": "gemma3_text", "hidden_activation": "gelu_pytorch_tanh", "head_dim": 256,
                "query_pre_attn_scalar": 256, "sliding_window": 512, "layer_types": ["sliding_attention",
                "sliding_attention", "sliding_attention", "sliding_attention", "sliding_attention", "full_attention",
                "sliding_attention"], "rope_parameters": {
                "full_attention": {"rope_type": "linear", "rope_theta": 1000000.0, "factor": 8.0},
                "sliding_attention": {"rope_type": "default", "rope_theta": 10000.0}}""";
        ModelConfig config = HuggingFaceConfig.parse(json("{%s, %s}".formatted(old, sizes)));
        assertThat(config).isEqualTo(HuggingFaceConfig.parse(json("{%s, %s}".formatted(fresh, sizes))));
        assertThat(config.rotation(5)).isEqualTo(new Rotation(1_000_000, new Rotation.Linear(8)));
        assertThat(config.rotation(6)).isEqualTo(new Rotation(10_000, new Rotation.Unscaled()));
        assertThat(config.attentionRule(0).window()).isEqualTo(512);
        assertThat(config.attentionRule(5).window()).isEqualTo(AttentionRule.WHOLE);
    }

    @Test
    void qwensWindowCountsOnlyWhenItIsSwitchedOn() {
        assertThat(huggingFace("qwen2", "'sliding_window': 32768, 'max_window_layers': 28")
                        .attention()
                        .window())
                .isEmpty();
        ModelConfig config = huggingFace("qwen2", "'use_sliding_window': true, 'sliding_window': 32768");
        assertThat(config.attentionRule(27).window()).isEqualTo(AttentionRule.WHOLE);
        assertThat(config.attentionRule(28).window()).isEqualTo(32_768);
    }

    @Test
    void aLayerThatIsNotBuiltInIsNamed() {
        assertThatThrownBy(() -> huggingFace("qwen3", "'layer_types': ['chunked_attention']"))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("'chunked_attention'")
                .hasMessageContaining("full_attention or sliding_attention");
        assertThatThrownBy(() -> huggingFace("llama", "'partial_rotary_factor': 0.5"))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("partial_rotary_factor = 0.5");
    }

    @Test
    void anUnknownRopeTypeOfAGgufFileIsNamedWithTheKnownOnes() {
        assertThatThrownBy(() -> gguf("qwen2", Map.of("rope.scaling.type", "yarn")))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("rope type 'yarn'")
                .hasMessageContaining("none or linear");
        assertThatThrownBy(() -> gguf("mamba", Map.of()))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("'mamba'")
                .hasMessageContaining("llama, qwen2, qwen3, gemma2, gemma3");
    }

    @Test
    void anUnknownFamilyNamesTheKnownOnes() {
        assertThatThrownBy(() -> HuggingFaceConfig.parse(json("{\"model_type\": \"mamba\", %s}".formatted(SIZES))))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("'mamba'")
                .hasMessageContaining("llama, mistral, qwen2, qwen3, gemma2, gemma3_text");
    }

    @Test
    void anUnknownRopeTypeIsRefused() {
        assertThatThrownBy(() -> HuggingFaceConfig.parse(json(
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
