package sao.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.error.SaoException;
import sao.tensor.Tensors;
import sao.weights.BiggerModel;
import sao.weights.DefaultModel;

class GgufFileTest {
    @TempDir
    Path folder;

    @Test
    void namesAreHuggingFaces() throws IOException {
        Path path = new GgufBytes("llama")
                .number("llama.attention.head_count", 2)
                .tensor("token_embd.weight", 0, GgufBytes.floats(8), 2, 4)
                .tensor("blk.7.ffn_norm.weight", 0, GgufBytes.floats(2), 2)
                .tensor("rope_freqs.weight", 0, GgufBytes.floats(2), 2)
                .write(folder.resolve("names.gguf"));
        try (GgufFile file = GgufFile.open(path)) {
            assertThat(file.names())
                    .containsExactly("model.embed_tokens.weight", "model.layers.7.post_attention_layernorm.weight");
            assertThat(file.shape("model.embed_tokens.weight")).containsExactly(4, 2);
            assertThat(file.frequencyDivisors()).containsExactly(0f, 1f);
            assertThat(file.metadata()).containsEntry("llama.attention.head_count", 2L);
        }
    }

    @Test // so that a model that does not read it refuses it by that name
    void aTensorWithoutACounterpartKeepsItsName() throws IOException {
        Path path = new GgufBytes("llama")
                .number("llama.attention.head_count", 2)
                .tensor("token_embd.weight", 0, GgufBytes.floats(8), 2, 4)
                .tensor("blk.0.ffn_gate_inp.weight", 0, GgufBytes.floats(4), 2, 2)
                .write(folder.resolve("experts.gguf"));
        try (GgufFile file = GgufFile.open(path)) {
            assertThat(file.names()).containsExactly("model.embed_tokens.weight", "blk.0.ffn_gate_inp.weight");
        }
    }

    @Test // two heads of width 4: the converter stored rows 0, 2, 1, 3 of each head
    void queryRowsReturnToHuggingFaceOrder() throws IOException {
        Path path = new GgufBytes("llama")
                .number("llama.attention.head_count", 2)
                .tensor("blk.0.attn_q.weight", 0, GgufBytes.floats(8), 1, 8)
                .tensor("blk.0.attn_q.bias", 0, GgufBytes.floats(8), 8)
                .write(folder.resolve("rows.gguf"));
        try (GgufFile file = GgufFile.open(path);
                PointerScope _ = new PointerScope()) {
            assertThat(Tensors.toFloats(file.read("model.layers.0.self_attn.q_proj.weight")))
                    .containsExactly(0, 2, 1, 3, 4, 6, 5, 7);
            assertThat(Tensors.toFloats(file.read("model.layers.0.self_attn.q_proj.bias")))
                    .containsExactly(0, 2, 1, 3, 4, 6, 5, 7);
        }
    }

    @Test
    void gemmasNormsLoseTheAddedOne() throws IOException {
        Path path = new GgufBytes("gemma3")
                .tensor("blk.0.post_ffw_norm.weight", 0, GgufBytes.floats(3), 3)
                .tensor("blk.0.ffn_down.weight", 0, GgufBytes.floats(3), 3)
                .write(folder.resolve("gemma.gguf"));
        try (GgufFile file = GgufFile.open(path);
                PointerScope _ = new PointerScope()) {
            assertThat(Tensors.toFloats(file.read("model.layers.0.post_feedforward_layernorm.weight")))
                    .containsExactly(-1, 0, 1);
            assertThat(Tensors.toFloats(file.read("model.layers.0.mlp.down_proj.weight")))
                    .containsExactly(0, 1, 2);
        }
    }

    @Test
    void everyCutIsNamed() throws IOException {
        Path path = new GgufBytes("qwen2")
                .tensor("output.weight", 0, GgufBytes.floats(64), 8, 8)
                .write(folder.resolve("whole.gguf"));
        byte[] whole = Files.readAllBytes(path);
        for (int length = 0; length < whole.length; length++) {
            Path cut = Files.write(folder.resolve("cut.gguf"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> GgufFile.open(cut))
                    .as("cut at %d", length)
                    .isInstanceOf(SaoException.class)
                    .hasMessageContaining("cut.gguf");
        }
        assertThatThrownBy(() -> GgufFile.open(folder.resolve("cut.gguf")))
                .hasMessageContaining("tensor output.weight needs bytes %d..%d but the file ends at %d"
                        .formatted(whole.length - 256, whole.length, whole.length - 1));
    }

    @Test
    void aHeaderThatClaimsTooMuchAllocatesNothing() throws IOException {
        Path path = folder.resolve("bomb.gguf");
        for (long claim : new long[] {Long.MAX_VALUE, 1L << 40, -1, Integer.MAX_VALUE}) {
            Files.write(
                    path, new GgufBytes("llama").longArrayClaiming("x", claim).bytes());
            assertThatThrownBy(() -> GgufFile.open(path)).isInstanceOf(SaoException.class);
        }
    }

    @Test
    void versionsTwoAndThreeAreRead() throws IOException {
        byte[] bytes = new GgufBytes("qwen2")
                .tensor("output_norm.weight", 0, GgufBytes.floats(2), 2)
                .bytes();
        Path path = folder.resolve("version.gguf");
        for (byte version : new byte[] {2, 3}) {
            bytes[4] = version;
            Files.write(path, bytes);
            try (GgufFile file = GgufFile.open(path);
                    PointerScope _ = new PointerScope()) {
                assertThat(Tensors.toFloats(file.read("model.norm.weight"))).containsExactly(0, 1);
            }
        }
        for (byte version : new byte[] {1, 4}) {
            bytes[4] = version;
            Files.write(path, bytes);
            assertThatThrownBy(() -> GgufFile.open(path))
                    .isInstanceOf(SaoException.class)
                    .hasMessageContaining("is GGUF version %d".formatted(version));
        }
    }

    @Test
    void anUnknownFamilyIsNamed() throws IOException {
        Path path = new GgufBytes("mamba").write(folder.resolve("mamba.gguf"));
        assertThatThrownBy(() -> GgufFile.open(path))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("'mamba'");
    }

    @Test
    void anUnknownQuantisationIsNamedWithTheKnownOnes() throws IOException {
        Path path = new GgufBytes("llama")
                .tensor("output_norm.weight", 35, new byte[64], 256)
                .write(folder.resolve("ternary.gguf"));
        assertThatThrownBy(() -> GgufFile.open(path))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("output_norm.weight is stored as GGUF type 35")
                .hasMessageContaining("Q4_K");
    }

    @Test
    @Tag("model")
    void valuesEqualTheReferenceReadersBitForBit() throws IOException {
        requireReference(DefaultModel.file(), "smollm2-135m-instruct", 272);
    }

    @Test
    @Tag("heavy")
    void valuesOfBiggerModelsEqualTheReferenceReadersBitForBit() throws IOException {
        requireReference(BiggerModel.GEMMA.file(), BiggerModel.GEMMA.catalogName(), 236);
        requireReference(BiggerModel.QWEN.file(), BiggerModel.QWEN.catalogName(), 291);
    }

    private static void requireReference(Path path, String name, int tensors) throws IOException {
        JsonNode reference;
        try (InputStream in =
                Objects.requireNonNull(GgufFileTest.class.getResourceAsStream("gguf-%s.json".formatted(name)))) {
            reference = new JsonMapper().readTree(in);
        }
        try (GgufFile file = GgufFile.open(path)) {
            assertThat(file.names()).hasSize(tensors);
            for (JsonNode expected : reference.path("tensors")) {
                requireTensor(file, expected);
            }
        }
    }

    private static void requireTensor(GgufFile file, JsonNode expected) {
        String name = expected.path("name").asText();
        try (PointerScope _ = new PointerScope()) {
            float[] values = Tensors.toFloats(file.readOriginal(name));
            requireSlice(name, values, 0, expected.path("first8"));
            requireSlice(name, values, expected.path("middle_index").asInt(), expected.path("middle8"));
            requireSlice(name, values, values.length - 8, expected.path("last8"));
            requireSums(name, values, expected);
        }
    }

    private static void requireSlice(String name, float[] values, int from, JsonNode expected) {
        for (int i = 0; i < expected.size(); i++) {
            assertThat(values[from + i])
                    .as("%s[%d]", name, from + i)
                    .isEqualTo(Float.parseFloat(expected.path(i).asText()));
        }
    }

    private static void requireSums(String name, float[] values, JsonNode expected) {
        double sum = 0;
        double absolute = 0;
        double square = 0;
        for (float value : values) {
            sum += value;
            absolute += Math.abs(value);
            square += (double) value * value;
        }
        double tolerance = 1e-9 * expected.path("abs_sum").asDouble();
        assertThat(Map.of("sum", sum, "abs_sum", absolute, "square_sum", square))
                .as(name)
                .allSatisfy((key, found) ->
                        assertThat(found).isCloseTo(expected.path(key).asDouble(), within(tolerance)));
    }

    @Test
    @Tag("model")
    void theFingerprintIsTheFilesDigest() {
        try (GgufFile file = GgufFile.open(DefaultModel.file())) {
            assertThat(file.fingerprint())
                    .isEqualTo("b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53");
        }
    }
}
