package sao.gguf;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.weights.WeightFileFuzz;

class GgufFuzzTest {
    private static final int HEADER = 320; // bytes

    @TempDir
    Path folder;

    private static byte[] gguf() {
        return new GgufBytes("llama")
                .number("llama.attention.head_count", 2)
                .number("general.alignment", 32)
                .text("general.name", "fuzz")
                .longArrayClaiming("empty", 0)
                .tensor("token_embd.weight", 0, GgufBytes.floats(8), 2, 4)
                .tensor("blk.0.attn_q.weight", 8, new byte[68], 32, 2)
                .tensor("blk.0.ffn_norm.weight", 0, GgufBytes.floats(2), 2)
                .bytes();
    }

    @Test
    void damagedHeadersAreReadOrRefused() throws IOException {
        WeightFileFuzz.fuzz(gguf(), HEADER, 10_000, 20_251, bytes -> WeightFileFuzz.inMemory(bytes, GgufHeader::read));
    }

    @Test
    void tensorsOfDamagedFilesAreReadOrRefused() throws IOException {
        WeightFileFuzz.fuzz(
                gguf(), HEADER, 300, 20_253, bytes -> WeightFileFuzz.readAll(folder, bytes, GgufFile::open));
    }
}
