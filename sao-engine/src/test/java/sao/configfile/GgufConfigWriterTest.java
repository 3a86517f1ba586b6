package sao.configfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sao.config.AttentionShape;
import sao.config.Family;
import sao.config.ModelConfig;
import sao.config.OutputHead;
import sao.config.Rotation;
import sao.config.SlidingWindow;
import sao.config.WeightNames;
import sao.error.SaoException;

class GgufConfigWriterTest {
    /// As a reader of the file gives them back.
    private static Map<String, Object> metadata(ModelConfig config) {
        Map<String, Object> metadata = new HashMap<>(GgufConfigWriter.write(config));
        metadata.put("general.architecture", config.family().ggufName());
        metadata.replaceAll((_, value) -> value instanceof Integer number ? (Object) number.longValue() : value);
        return metadata;
    }

    /// As unusual as the family allows.
    private static ModelConfig config(Family family, Rotation.Scaling scaling) {
        boolean gemma = family == Family.GEMMA2 || family == Family.GEMMA3;
        boolean windows = gemma || family == Family.MISTRAL;
        List<Boolean> layers = gemma ? List.of(true, true, false) : List.of(true, true, true);
        Rotation local = new Rotation(gemma ? 20_000 : 500_000, new Rotation.Unscaled());
        return new ModelConfig(
                family,
                100,
                64,
                96,
                3,
                4,
                2,
                32,
                1e-6,
                new Rotation(500_000, scaling),
                131_072,
                false,
                new AttentionShape(
                        gemma ? 24 : 32,
                        family == Family.GEMMA2 ? OptionalDouble.of(45) : OptionalDouble.empty(),
                        windows ? Optional.of(new SlidingWindow(512, layers, local)) : Optional.empty()),
                family == Family.GEMMA2 ? OptionalDouble.of(25) : OptionalDouble.empty(),
                OutputHead.TOKENS);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsReadAgain(Family family) {
        for (Rotation.Scaling scaling :
                List.of(new Rotation.Unscaled(), new Rotation.Linear(4), new Rotation.Llama3(12, 1, 4, 8192))) {
            ModelConfig config = config(family, scaling);
            ModelConfig read = GgufConfig.parse(
                    metadata(config),
                    List.of(WeightNames.EMBEDDING, WeightNames.HEAD),
                    GgufConfigWriter.frequencyDivisors(config));
            assertThat(read.withFamily(family)).isEqualTo(config);
            ModelConfig tied = GgufConfig.parse(
                    metadata(config), List.of(WeightNames.EMBEDDING), GgufConfigWriter.frequencyDivisors(config));
            assertThat(tied.tiedEmbeddings()).isTrue();
        }
    }

    @Test
    void impossibleSizesAreRefusedBeforeAnythingIsMade() {
        ModelConfig good = config(Family.GEMMA3, new Rotation.Unscaled());
        for (Map.Entry<String, Integer> size : Map.of(
                        "num_hidden_layers", 2_000_000_000, "head_dim", 7, "hidden_size", 0)
                .entrySet()) {
            ObjectNode json = HuggingFaceConfigWriter.write(good).put(size.getKey(), size.getValue());
            assertThatThrownBy(() -> HuggingFaceConfig.parse(json))
                    .isInstanceOf(SaoException.class)
                    .hasMessageContaining("config.json describes an impossible model")
                    .hasMessageContaining(size.getKey());
        }
        Map<String, Object> metadata = metadata(good);
        metadata.put("gemma3.block_count", 4_000_000_000L);
        assertThatThrownBy(() -> GgufConfig.parse(metadata, List.of(), List.of()))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("num_hidden_layers");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "num_attention_heads",
                "num_key_value_heads",
                "head_dim",
                "hidden_size",
                "intermediate_size",
                "num_hidden_layers",
                "vocab_size",
                "max_position_embeddings",
                "sliding_window",
                "sliding_window_pattern"
            })
    void aSizeOfZeroOrLessInAConfigFileIsAnErrorThatNamesTheKey(String key) {
        for (int size : new int[] {0, -1}) {
            ObjectNode json = HuggingFaceConfigWriter.write(config(Family.GEMMA3, new Rotation.Unscaled()))
                    .put(key, size);
            if (key.equals("sliding_window_pattern")) {
                json.remove("layer_types");
            }
            assertThatThrownBy(() -> HuggingFaceConfig.parse(json))
                    .isInstanceOf(SaoException.class)
                    .hasMessageContaining("config.json describes an impossible model: " + key + " is " + size);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attention.head_count",
                "attention.head_count_kv",
                "attention.key_length",
                "embedding_length",
                "feed_forward_length",
                "block_count",
                "context_length"
            })
    void aSizeOfZeroOrLessInAGgufFileIsAnErrorThatNamesTheKey(String key) {
        for (int size : new int[] {0, -1}) {
            Map<String, Object> metadata = metadata(config(Family.LLAMA, new Rotation.Unscaled()));
            metadata.put("llama." + key, size);
            assertThatThrownBy(() -> GgufConfig.parse(metadata, List.of(), List.of()))
                    .isInstanceOf(SaoException.class)
                    .hasMessageContaining("The GGUF file describes an impossible model: llama." + key + " is " + size);
        }
    }
}
