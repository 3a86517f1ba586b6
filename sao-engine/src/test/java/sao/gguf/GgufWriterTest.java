package sao.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.error.SaoException;
import sao.tensor.Tensors;

class GgufWriterTest {
    private static final Map<String, Object> LLAMA = Map.of(
            "general.architecture", "llama", "llama.attention.head_count", 4, "llama.attention.head_count_kv", 2);

    @TempDir
    Path folder;

    private static Tensor random(long... shape) {
        torch.manual_seed(5);
        return torch.randn(shape);
    }

    @Test
    void blocksEqualTheReferenceQuantisationsBitForBit() throws IOException {
        JsonNode fixture;
        try (InputStream in = Objects.requireNonNull(GgufWriterTest.class.getResourceAsStream("gguf-quantised.json"))) {
            fixture = new JsonMapper().readTree(in);
        }
        ByteBuffer floats = ByteBuffer.wrap(
                        Base64.getDecoder().decode(fixture.path("float32").asText()))
                .order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[floats.remaining() / 4];
        floats.asFloatBuffer().get(values);
        assertThat(fixture.path("types")).hasSize(WeightType.values().length - 1); // F32 is stored as it is
        for (JsonNode expected : fixture.path("types")) {
            GgufType type = GgufType.of(expected.path("id").asInt(), "blocks");
            byte[] blocks = new byte[(int) type.bytes(values.length)];
            type.encode(values, blocks);
            assertThat(blocks)
                    .as(type.toString())
                    .isEqualTo(
                            Base64.getDecoder().decode(expected.path("blocks").asText()));
        }
    }

    @Test
    void whatIsWrittenIsRead() {
        String[] names = {"model.embed_tokens.weight", "model.norm.weight", "model.layers.3.mlp.down_proj.weight"};
        for (WeightType type : WeightType.values()) {
            Path path = folder.resolve(type.label() + ".gguf");
            GgufWriter writer = new GgufWriter(LLAMA);
            writer.add(names[0], type, new long[] {6, 64}, () -> random(6, 64));
            writer.add(names[1], WeightType.F32, new long[] {5}, () -> random(5));
            writer.add(names[2], type, new long[] {2, 32}, () -> random(2, 32));
            writer.write(path);
            try (GgufFile file = GgufFile.open(path);
                    PointerScope _ = new PointerScope()) {
                assertThat(file.names()).containsExactly(names);
                requireEqual(file.read(names[0]), type.rounded(random(6, 64)), type);
                requireEqual(file.read(names[1]), random(5), type);
                requireEqual(file.read(names[2]), type.rounded(random(2, 32)), type);
            }
        }
        assertThat(folder.toFile().list()).hasSize(WeightType.values().length);
    }

    private static void requireEqual(Tensor found, Tensor expected, WeightType type) {
        assertThat(found.to(torch.ScalarType.Float).equal(expected))
                .as(type.label())
                .isTrue();
    }

    @Test
    void rowsAreInterleavedOnTheWayOutAndInOrderOnTheWayBack() {
        String query = "model.layers.0.self_attn.q_proj.weight";
        String key = "model.layers.0.self_attn.k_proj.bias";
        Path path = folder.resolve("rows.gguf");
        new GgufWriter(LLAMA)
                .add(query, WeightType.F32, new long[] {16, 3}, () -> random(16, 3))
                .add(
                        key,
                        WeightType.F32,
                        new long[] {8},
                        () -> torch.arange(new org.bytedeco.pytorch.Scalar(0), new org.bytedeco.pytorch.Scalar(8))
                                .to(torch.ScalarType.Float))
                .write(path);
        try (GgufFile file = GgufFile.open(path);
                PointerScope _ = new PointerScope()) {
            assertThat(file.read(query).equal(random(16, 3))).isTrue();
            assertThat(Tensors.toFloats(file.readOriginal("blk.0.attn_k.bias")))
                    .containsExactly(0, 2, 1, 3, 4, 6, 5, 7);
            assertThat(Tensors.toFloats(file.read(key))).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        }
    }

    @Test
    void gemmasNormsGetTheAddedOne() {
        Path path = folder.resolve("gemma.gguf");
        String norm = "model.layers.0.pre_feedforward_layernorm.weight";
        new GgufWriter(Map.of("general.architecture", "gemma3"))
                .add(norm, WeightType.F32, new long[] {2}, () -> torch.tensor(new float[] {-0.5f, 2}))
                .write(path);
        try (GgufFile file = GgufFile.open(path);
                PointerScope _ = new PointerScope()) {
            assertThat(Tensors.toFloats(file.readOriginal("blk.0.ffn_norm.weight")))
                    .containsExactly(0.5f, 3);
            assertThat(Tensors.toFloats(file.read(norm))).containsExactly(-0.5f, 2);
        }
    }

    @Test
    void metadataOfEveryKindComeBack() {
        Map<String, Object> metadata = new LinkedHashMap<>(LLAMA);
        metadata.put("text", "grün 🌱");
        metadata.put("integer", 7);
        metadata.put("long", 1L << 40);
        metadata.put("float", 0.5f);
        metadata.put("double", 0.1);
        metadata.put("flag", true);
        metadata.put("texts", List.of("a", "", "\n"));
        metadata.put("integers", List.of(1, -2));
        metadata.put("floats", List.of(-1f, 0f));
        metadata.put("flags", List.of(true, false));
        metadata.put("nothing", List.of());
        Path path = folder.resolve("metadata.gguf");
        new GgufWriter(metadata).write(path);
        Map<String, Object> expected = new LinkedHashMap<>(metadata);
        LLAMA.forEach(
                (key, value) -> expected.put(key, value instanceof Integer number ? (Object) (long) number : value));
        expected.put("integer", 7L);
        expected.put("integers", List.of(1L, -2L));
        try (GgufFile file = GgufFile.open(path)) {
            assertThat(file.metadata()).isEqualTo(expected);
        }
    }

    @Test // llama.cpp refuses a vocabulary without merges whose empty list is one of numbers
    void anEmptyListIsOneOfTexts() throws IOException {
        Map<String, Object> metadata = new LinkedHashMap<>(LLAMA);
        metadata.put("merges", List.of());
        Path path = folder.resolve("empty.gguf");
        new GgufWriter(metadata).write(path);
        byte[] bytes = Files.readAllBytes(path);
        int after = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("merges") + "merges".length();
        ByteBuffer little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(little.getInt(after)).isEqualTo(9);
        assertThat(little.getInt(after + 4)).isEqualTo(8);
        assertThat(little.getLong(after + 8)).isZero();
    }

    @Test
    void whatATypeCannotStoreIsNamedAndNothingAppears() {
        for (float value : new float[] {Float.NaN, Float.NEGATIVE_INFINITY, 70_000}) {
            GgufWriter writer = new GgufWriter(LLAMA)
                    .add(
                            "lm_head.weight",
                            WeightType.F16,
                            new long[] {1, 2},
                            () -> torch.tensor(new float[] {1, value}).view(1, 2));
            assertThatThrownBy(() -> writer.write(folder.resolve("bad.gguf")))
                    .isInstanceOf(SaoException.class)
                    .hasMessageContaining("output.weight")
                    .hasMessageContaining(Float.toString(value));
        }
        assertThat(folder.toFile().list()).isEmpty();
    }

    @Test
    void tensorsWithoutACounterpartAreRefused() {
        GgufWriter writer = new GgufWriter(LLAMA);
        assertThatThrownBy(() -> writer.add("model.vision.weight", WeightType.F32, new long[] {1}, () -> random(1)))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("model.vision.weight");
    }

    @Test
    void vectorsAndOddRowsAreNotQuantised() {
        assertThat(WeightType.Q4_0.inGguf(new long[] {64}, false)).isEqualTo(WeightType.F32);
        assertThat(WeightType.Q4_0.inGguf(new long[] {4, 48}, false)).isEqualTo(WeightType.F16);
        assertThat(WeightType.Q4_0.inGguf(new long[] {4, 64}, false)).isEqualTo(WeightType.Q4_0);
        assertThat(WeightType.Q4_0.inGguf(new long[] {4, 64}, true)).isEqualTo(WeightType.Q8_0);
        assertThat(WeightType.BF16.inGguf(new long[] {4, 5}, true)).isEqualTo(WeightType.BF16);
        assertThat(WeightType.of("Q8_0")).isEqualTo(WeightType.Q8_0);
        assertThatThrownBy(() -> WeightType.of("q9"))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("'q9'");
    }

    @Test
    void aFileThatCannotBeWrittenLeavesNothing() throws IOException {
        Path blocked = Files.createDirectory(folder.resolve("taken.gguf"));
        Files.createFile(blocked.resolve("inside"));
        assertThatThrownBy(() -> new GgufWriter(LLAMA).write(blocked)).isInstanceOf(SaoException.class);
        assertThat(folder.toFile().list()).containsExactly("taken.gguf");
    }
}
