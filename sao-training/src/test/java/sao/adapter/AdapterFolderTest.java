package sao.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.config.Family;
import sao.error.SaoException;
import sao.gradient.TinyModel;
import sao.safetensors.SafetensorsFile;
import sao.tensor.Tensors;
import sao.torch.TensorScope;
import sao.weights.WeightSource;

/// What PEFT finds in an adapter's folder, and who is turned away.
class AdapterFolderTest {
    private static final LoraSettings LORA = new LoraSettings(3, 6, List.of("q_proj", "down_proj"));
    private static final String QUERY = "model.layers.1.self_attn.q_proj.weight";

    @TempDir
    private Path folder;

    private final TinyModel tiny = new TinyModel(Family.LLAMA, 3);
    private final AdapterShapes shapes = new AdapterShapes(tiny.config(), LORA);

    @BeforeEach
    void write() {
        try (var _ = TensorScope.open()) {
            AdapterFolder.write(shapes, trained(), new AdapterFolder.Base("tiny/base", tiny.fingerprint()), folder);
        }
    }

    /// {@return an adapter whose second half is not zero any more}
    private WeightSource trained() {
        AdapterStart start = new AdapterStart(shapes, 5);
        return new WeightSource() {
            @Override
            public List<String> names() {
                return start.names();
            }

            @Override
            public long[] shape(String name) {
                return start.shape(name);
            }

            @Override
            public String storedAs(String name) {
                return start.storedAs(name);
            }

            @Override
            public Tensor read(String name) {
                torch.manual_seed(name.hashCode());
                return name.endsWith("lora_B.weight") ? torch.randn(shape(name)) : start.read(name);
            }

            @Override
            public String fingerprint() {
                return "trained";
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }

    @Test
    void theDescriptionSaysWhatPeftAsks() throws IOException {
        JsonNode config = new ObjectMapper().readTree(Files.readString(folder.resolve("adapter_config.json")));
        assertThat(config.get("peft_type").asText()).isEqualTo("LORA");
        assertThat(config.get("task_type").asText()).isEqualTo("CAUSAL_LM");
        assertThat(config.get("base_model_name_or_path").asText()).isEqualTo("tiny/base");
        assertThat(config.get("r").asInt()).isEqualTo(3);
        assertThat(config.get("lora_alpha").asDouble()).isEqualTo(6);
        assertThat(config.get("lora_dropout").asDouble()).isZero();
        assertThat(config.get("target_modules")).extracting(JsonNode::asText).containsExactly("q_proj", "down_proj");
    }

    @Test
    void theTensorsHavePeftsNamesAndShapes() {
        try (var file = SafetensorsFile.open(folder.resolve("adapter_model.safetensors"))) {
            assertThat(file.names())
                    .hasSize(8)
                    .contains(
                            "base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight",
                            "base_model.model.model.layers.1.mlp.down_proj.lora_B.weight");
            assertThat(file.shape("base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight"))
                    .containsExactly(3, 32);
            assertThat(file.shape("base_model.model.model.layers.1.mlp.down_proj.lora_B.weight"))
                    .containsExactly(32, 3);
            assertThat(file.metadata()).containsEntry("format", "pt");
        }
    }

    @Test
    void mergedItIsTheProductOfItsHalvesAddedToTheBase() {
        try (var _ = TensorScope.open();
                MergedWeights merged = AdapterFolder.merge(folder, tiny.config(), tiny)) {
            WeightSource adapter = trained();
            float[] up = Tensors.toFloats(adapter.read(AdapterShapes.up(QUERY)));
            float[] down = Tensors.toFloats(adapter.read(AdapterShapes.down(QUERY)));
            float[] base = Tensors.toFloats(tiny.read(QUERY));
            float[] found = Tensors.toFloats(merged.read(QUERY));
            for (int row = 0; row < 32; row++) {
                for (int column = 0; column < 32; column++) {
                    double product = 0;
                    for (int i = 0; i < 3; i++) {
                        product += up[row * 3 + i] * down[i * 32 + column];
                    }
                    assertThat(found[row * 32 + column])
                            .isCloseTo((float) (base[row * 32 + column] + 2 * product), within(1e-5f));
                }
            }
            String untouched = "model.layers.1.self_attn.k_proj.weight";
            assertThat(Tensors.toFloats(merged.read(untouched)))
                    .containsExactly(Tensors.toFloats(tiny.read(untouched)));
        }
    }

    @Test
    void anotherBaseIsTurnedAway() {
        TinyModel other = new TinyModel(Family.LLAMA, 4);
        assertThatExceptionOfType(SaoException.class)
                .isThrownBy(() -> AdapterFolder.merge(folder, other.config(), other))
                .withMessageContaining("was trained on another model");
    }

    @Test
    void anAdapterThatDoesNotFitIsTurnedAway() throws IOException {
        Path config = folder.resolve("adapter_config.json");
        String text = Files.readString(config);
        Files.writeString(config, text.replace("\"r\" : 3", "\"r\" : 4"));
        assertThatExceptionOfType(SaoException.class)
                .isThrownBy(() -> AdapterFolder.merge(folder, tiny.config(), tiny))
                .withMessageContaining("has shape [3, 32], but [4, 32] is wanted");
        Files.writeString(config, text.replace("[ \"q_proj\", \"down_proj\" ]", "[ \"q_proj\" ]"));
        assertThatExceptionOfType(SaoException.class)
                .isThrownBy(() -> AdapterFolder.merge(folder, tiny.config(), tiny))
                .withMessageContaining("has 8 tensors, but 4 fit");
        Files.writeString(config, text.replace("\"LORA\"", "\"IA3\""));
        assertThatExceptionOfType(SaoException.class)
                .isThrownBy(() -> AdapterFolder.merge(folder, tiny.config(), tiny))
                .withMessageContaining("not plain LoRA");
        Files.delete(config);
        assertThatExceptionOfType(SaoException.class)
                .isThrownBy(() -> AdapterFolder.merge(folder, tiny.config(), tiny))
                .withMessageContaining("does not hold an adapter");
    }

    @Test
    void anAdapterThatChangesNothingIsNoSetting() {
        assertThatExceptionOfType(SaoException.class)
                .isThrownBy(() -> new LoraSettings(0, 8, LoraSettings.TARGETS))
                .withMessageContaining("changes nothing");
        assertThatExceptionOfType(SaoException.class)
                .isThrownBy(() -> new LoraSettings(2, 8, List.of("lm_head")))
                .withMessageContaining("unknown: [lm_head]");
    }
}
