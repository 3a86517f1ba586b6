package sao.safetensors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.weights.ElementType;
import sao.weights.WeightFileFuzz;

class SafetensorsFuzzTest {
    private static final int DATA = 30; // bytes behind the header

    @TempDir
    Path folder;

    private byte[] safetensors() throws IOException {
        Path path = folder.resolve("whole.safetensors");
        new SafetensorsWriter()
                .metadata("format", "pt")
                .add("a", ElementType.F32, new long[] {2, 2}, () -> torch.zeros(2, 2))
                .add("b", ElementType.BF16, new long[] {3}, () -> torch.zeros(3))
                .add("c", ElementType.I64, new long[0], () -> torch.zeros(new long[0]))
                .write(path);
        return Files.readAllBytes(path);
    }

    @Test
    void damagedHeadersAreReadOrRefused() throws IOException {
        byte[] whole = safetensors();
        WeightFileFuzz.fuzz(
                whole,
                whole.length - DATA,
                10_000,
                20_252,
                bytes -> WeightFileFuzz.inMemory(bytes, SafetensorsHeader::read));
    }

    @Test
    void tensorsOfDamagedFilesAreReadOrRefused() throws IOException {
        byte[] whole = safetensors();
        WeightFileFuzz.fuzz(
                whole,
                whole.length - DATA,
                300,
                20_254,
                bytes -> WeightFileFuzz.readAll(folder, bytes, SafetensorsFile::open));
    }
}
