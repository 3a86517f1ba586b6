package sao.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.error.SaoException;
import sao.gguf.GgufBytes;
import sao.gguf.GgufFile;
import sao.safetensors.SafetensorsFile;
import sao.tensor.Tensors;

/// Files of more than 2 GB that take no room on disk: their middle is a hole.
class LargeFileTest {
    private static final long BIG = 3L << 30;

    @TempDir
    Path folder;

    private Path sparse(String name, byte[] head, long size, byte[] tail) throws IOException {
        Path path = folder.resolve(name);
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            int _ = channel.write(ByteBuffer.wrap(head));
            int _ = channel.write(ByteBuffer.wrap(tail), size - tail.length);
        }
        return path;
    }

    @Test
    void safetensorsBeyondTwoGigabytesAreMapped() throws IOException {
        byte[] header = ("{\"big\":{\"dtype\":\"U8\",\"shape\":[%d],\"data_offsets\":[0,%d]},"
                        + "\"last\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[%d,%d]}}")
                .formatted(BIG, BIG, BIG, BIG + 8)
                .getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(header, (header.length + 7) / 8 * 8);
        Arrays.fill(padded, header.length, padded.length, (byte) ' ');
        ByteBuffer head = ByteBuffer.allocate(8 + padded.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded.length)
                .put(padded);
        ByteBuffer tail = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(5)
                .putFloat(-7);
        Path path = sparse("big.safetensors", head.array(), 8 + padded.length + BIG + 8, tail.array());
        try (SafetensorsFile file = SafetensorsFile.open(path);
                PointerScope _ = new PointerScope()) {
            assertThat(Tensors.toFloats(file.read("last"))).containsExactly(5, -7);
            Tensor big = file.read("big");
            assertThat(big.numel()).isEqualTo(BIG);
            assertThat(big.narrow(0, BIG - 4, 4).sum().item_long()).isZero();
        }
    }

    @Test
    void ggufBeyondTwoGigabytesIsMapped() throws IOException {
        byte[] whole = new GgufBytes("qwen2")
                .tensor("filler", 0, new byte[0], 1 << 20, BIG / (4 << 20))
                .tensorAt("output_norm.weight", 0, BIG, 2)
                .bytes();
        ByteBuffer tail = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(5)
                .putFloat(-7);
        Path path = sparse("big.gguf", whole, whole.length + BIG + 8, tail.array());
        try (GgufFile file = GgufFile.open(path);
                PointerScope _ = new PointerScope()) {
            assertThat(Tensors.toFloats(file.read("model.norm.weight"))).containsExactly(5, -7);
        }
    }

    @Test // the file is long enough for what the header claims, memory is not
    void aBombInABigFileIsRefused() throws IOException {
        for (long claim : new long[] {(BIG / 8) - 100, 1L << 25}) {
            byte[] whole = new GgufBytes("llama").longArrayClaiming("x", claim).bytes();
            Path path = sparse("bomb-%d.gguf".formatted(claim), whole, BIG, new byte[1]);
            assertThatThrownBy(() -> GgufFile.open(path))
                    .isInstanceOf(SaoException.class)
                    .hasMessageContaining("values of metadata");
        }
        byte[] text = new GgufBytes("llama").text("x", "").bytes();
        ByteBuffer.wrap(text).order(ByteOrder.LITTLE_ENDIAN).putLong(24 + 8 + 20 + 4 + 8 + 5 + 8 + 1 + 4, 1L << 30);
        Path path = sparse("text.gguf", text, BIG, new byte[1]);
        assertThatThrownBy(() -> GgufFile.open(path))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("bytes of text");
    }

    @Test
    void aBombOfASafetensorsHeaderIsRefused() throws IOException {
        for (long claim : new long[] {BIG - 100, 100_000_001}) {
            byte[] length = ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(claim)
                    .array();
            Path path = sparse("bomb-%d.safetensors".formatted(claim), length, BIG, new byte[1]);
            assertThatThrownBy(() -> SafetensorsFile.open(path))
                    .isInstanceOf(SaoException.class)
                    .hasMessageContaining("claims a header of %d bytes".formatted(claim));
        }
    }
}
