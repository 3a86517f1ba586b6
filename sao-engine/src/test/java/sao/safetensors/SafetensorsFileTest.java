package sao.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.error.SaoException;
import sao.tensor.Tensors;
import sao.weights.ElementType;

class SafetensorsFileTest {
    @TempDir
    Path folder;

    private static Tensor counted(ScalarType type) {
        return torch.tensor(new float[] {0, 1, -2, 3, 4, 5}).view(2, 3).to(type);
    }

    private Path written(String file, String... names) {
        SafetensorsWriter writer = new SafetensorsWriter().metadata("format", "pt");
        for (String name : names) {
            writer.add(name, ElementType.F32, new long[] {2, 3}, () -> counted(ScalarType.Float));
        }
        Path path = folder.resolve(file);
        writer.write(path);
        return path;
    }

    private Path raw(String json, int dataBytes) throws IOException {
        byte[] header = json.getBytes(StandardCharsets.UTF_8);
        ByteBuffer all = ByteBuffer.allocate(8 + header.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        all.putLong(header.length).put(header);
        return Files.write(folder.resolve("raw.safetensors"), all.array());
    }

    @Test
    void whatIsWrittenIsRead() {
        Path path = folder.resolve("all.safetensors");
        SafetensorsWriter writer = new SafetensorsWriter();
        for (ElementType type : ElementType.values()) {
            writer.add(type.name(), type, new long[] {2, 3}, () -> counted(ScalarType.Float));
        }
        writer.add(
                "scalar",
                ElementType.F32,
                new long[0],
                () -> torch.tensor(new float[] {7}).view());
        writer.write(path);
        try (SafetensorsFile file = SafetensorsFile.open(path);
                PointerScope _ = new PointerScope()) {
            assertThat(file.names()).hasSize(ElementType.values().length + 1);
            for (ElementType type : ElementType.values()) {
                Tensor read = file.read(type.name());
                assertThat(read.scalar_type().intern()).isEqualTo(type.scalarType());
                assertThat(read.equal(counted(type.scalarType())))
                        .as(type.name())
                        .isTrue();
            }
            assertThat(file.read("scalar").item_float()).isEqualTo(7);
        }
        assertThat(folder.resolve("all.safetensors.unfinished")).doesNotExist();
    }

    @Test
    void whatIsUnloadedTakesNoMemoryAndIsThereAgainWhenItIsTouched() throws IOException {
        Path path = folder.resolve("large.safetensors");
        long[] shape = {1 << 20};
        Tensor drawn = torch.arange(new Scalar(1 << 20)).to(ScalarType.Float);
        new SafetensorsWriter()
                .add(
                        "w",
                        ElementType.F32,
                        shape,
                        () -> torch.arange(new Scalar(1 << 20)).to(ScalarType.Float))
                .write(path);
        try (SafetensorsFile file = SafetensorsFile.open(path);
                PointerScope _ = new PointerScope()) {
            Tensor read = file.read("w");
            assertThat(read.equal(drawn)).isTrue();
            long before = resident(path);
            file.unload();
            long after = resident(path);
            assertThat(read.equal(drawn)).isTrue();
            Assumptions.assumeTrue(before >= 0, "this system does not say what of a map is in memory");
            assertThat(before).isGreaterThanOrEqualTo(4 << 10);
            assertThat(after).isZero();
        }
    }

    /// {@return KiB of a mapped file that are in this process's memory; -1 where the system does not say}
    private static long resident(Path path) throws IOException {
        Path maps = Path.of("/proc/self/smaps");
        if (!Files.exists(maps)) {
            return -1;
        }
        long sum = 0;
        boolean within = false;
        for (String line : Files.readAllLines(maps)) {
            if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
                within = line.endsWith(path.toString());
            } else if (within && line.startsWith("Rss:")) {
                sum += Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return sum;
    }

    @Test
    void writingThroughATensorLeavesTheFileAlone() throws IOException {
        Path path = written("kept.safetensors", "w");
        byte[] before = Files.readAllBytes(path);
        try (SafetensorsFile file = SafetensorsFile.open(path);
                PointerScope _ = new PointerScope()) {
            file.read("w").zero_();
        }
        assertThat(Files.readAllBytes(path)).isEqualTo(before);
    }

    @Test
    void unalignedTensorsAreReadToo() throws IOException {
        Path path = raw(
                "{\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},"
                        + "\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[1,9]}}",
                9);
        try (SafetensorsFile file = SafetensorsFile.open(path);
                PointerScope _ = new PointerScope()) {
            assertThat(Tensors.toFloats(file.read("w"))).containsExactly(0, 0);
        }
    }

    @Test
    void everyCutIsNamed() throws IOException {
        byte[] whole = Files.readAllBytes(written("whole.safetensors", "w"));
        for (int length = 0; length < whole.length; length++) {
            Path cut = Files.write(folder.resolve("cut.safetensors"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> SafetensorsFile.open(cut))
                    .as("cut at %d", length)
                    .isInstanceOf(SaoException.class)
                    .hasMessageContaining("cut.safetensors");
        }
        assertThatThrownBy(() -> SafetensorsFile.open(folder.resolve("cut.safetensors")))
                .hasMessageContaining("tensor w needs bytes %d..%d but the file ends at %d"
                        .formatted(whole.length - 24, whole.length, whole.length - 1));
    }

    @Test
    void aHeaderIsNeverBelieved() throws IOException {
        for (String json : List.of(
                "[]",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807,4],\"data_offsets\":[0,4]}}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"w\":{\"dtype\":\"F99\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                        + "\"v\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                        + "\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"w\":7}",
                "{\"w\":{}}")) {
            Path path = raw(json, 8);
            assertThatThrownBy(() -> SafetensorsFile.open(path)).as(json).isInstanceOf(SaoException.class);
        }
    }

    @Test
    void shardsAreOneModel() throws IOException {
        written("a.safetensors", "x");
        written("b.safetensors", "y");
        Path index = folder.resolve("model.safetensors.index.json");
        Files.writeString(index, "{\"weight_map\":{\"x\":\"a.safetensors\",\"y\":\"b.safetensors\"}}");
        try (ShardedSafetensors source = ShardedSafetensors.open(folder);
                PointerScope _ = new PointerScope()) {
            assertThat(source.names()).containsExactly("x", "y");
            assertThat(source.read("y").equal(counted(ScalarType.Float))).isTrue();
            assertThat(source.fingerprint()).hasSize(64);
        }
        Files.writeString(index, "{\"weight_map\":{\"x\":\"a.safetensors\",\"z\":\"b.safetensors\"}}");
        assertThatThrownBy(() -> ShardedSafetensors.open(folder)).hasMessageContaining("promises tensor z");
        Files.writeString(index, "{\"weight_map\":{\"x\":\"../a.safetensors\"}}");
        assertThatThrownBy(() -> ShardedSafetensors.open(folder)).hasMessageContaining("not a plain file name");
    }

    @Test
    void bigModelsAreWrittenInShards() {
        ShardedSafetensorsWriter writer = new ShardedSafetensorsWriter(50).metadata("format", "pt");
        for (String name : List.of("w", "x", "y", "z")) { // 24 bytes each
            writer.add(name, ElementType.F32, new long[] {2, 3}, () -> counted(ScalarType.Float));
        }
        writer.add("big", ElementType.F64, new long[] {8}, () -> torch.zeros(8));
        writer.write(folder);
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder(
                        "model-00001-of-00003.safetensors",
                        "model-00002-of-00003.safetensors",
                        "model-00003-of-00003.safetensors",
                        "model.safetensors.index.json");
        try (ShardedSafetensors source = ShardedSafetensors.open(folder);
                PointerScope _ = new PointerScope()) {
            assertThat(source.names()).containsExactly("w", "x", "y", "z", "big");
            assertThat(source.read("z").equal(counted(ScalarType.Float))).isTrue();
        }
    }

    @Test
    void smallModelsAreWrittenInOneFile() {
        new ShardedSafetensorsWriter()
                .add("w", ElementType.F32, new long[] {2, 3}, () -> counted(ScalarType.Float))
                .write(folder);
        assertThat(folder.toFile().list()).containsExactly("model.safetensors");
    }
}
