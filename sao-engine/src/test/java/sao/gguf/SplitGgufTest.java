package sao.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.error.SaoException;
import sao.tensor.Tensors;

class SplitGgufTest {
    @TempDir
    Path folder;

    private Path first;
    private Path second;

    @BeforeEach
    void twoParts() throws IOException {
        first = folder.resolve("tiny-00001-of-00002.gguf");
        second = folder.resolve("tiny-00002-of-00002.gguf");
        part(0, 2)
                .number("split.tensors.count", 3)
                .tensor("token_embd.weight", 0, GgufBytes.floats(8), 2, 4)
                .write(first);
        part(1, 2)
                .tensor("output.weight", 0, GgufBytes.floats(4), 4)
                .tensor("output_norm.weight", 0, GgufBytes.floats(2), 2)
                .write(second);
    }

    private static GgufBytes part(int index, int count) {
        return new GgufBytes("qwen2").number("split.no", index).number("split.count", count);
    }

    @Test
    void partsAreOneModel() {
        try (GgufFile file = GgufFile.open(first);
                PointerScope _ = new PointerScope()) {
            assertThat(file.names())
                    .containsExactly("model.embed_tokens.weight", "lm_head.weight", "model.norm.weight");
            assertThat(Tensors.toFloats(file.read("model.embed_tokens.weight")))
                    .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
            assertThat(Tensors.toFloats(file.read("lm_head.weight"))).containsExactly(0, 1, 2, 3);
            assertThat(Tensors.toFloats(file.readOriginal("output_norm.weight")))
                    .containsExactly(0, 1);
        }
    }

    @Test
    void partsThatTheReferenceWriterMadeEqualTheWholeFile() throws URISyntaxException {
        Path parts = resource("split-00001-of-00003.gguf");
        Path whole = resource("/sao/architecture/tiny-qwen2.gguf");
        try (GgufFile split = GgufFile.open(parts);
                GgufFile single = GgufFile.open(whole);
                PointerScope _ = new PointerScope()) {
            assertThat(split.names()).isEqualTo(single.names()).isNotEmpty();
            assertThat(split.metadata()).containsAllEntriesOf(single.metadata());
            for (String name : split.names()) {
                assertThat(split.read(name).equal(single.read(name))).as(name).isTrue();
            }
        }
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(
                Objects.requireNonNull(SplitGgufTest.class.getResource(name)).toURI());
    }

    @Test
    void theFingerprintSeesEveryPart() throws IOException {
        String before = fingerprint();
        part(1, 2)
                .tensor("output.weight", 0, GgufBytes.floats(4), 4)
                .tensor("output_norm.weight", 0, new byte[8], 2)
                .write(second);
        assertThat(fingerprint()).hasSize(64).isNotEqualTo(before);
    }

    private String fingerprint() {
        try (GgufFile file = GgufFile.open(first)) {
            return file.fingerprint();
        }
    }

    @Test
    void aMissingPartIsNamed() throws IOException {
        Files.delete(second);
        assertThatThrownBy(() -> GgufFile.open(first))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining(second + " is missing");
    }

    @Test
    void aLaterPartIsNotTheModel() {
        assertThatThrownBy(() -> GgufFile.open(second))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("part 2 of 2")
                .hasMessageContaining("-00001-of-00002.gguf");
    }

    @Test
    void partsOfTwoModelsAreRefused() throws IOException {
        part(1, 3).write(second);
        assertThatThrownBy(() -> GgufFile.open(first)).hasMessageContaining("does not say that it is part 2 of 2");
        part(1, 2).tensor("token_embd.weight", 0, GgufBytes.floats(8), 2, 4).write(second);
        assertThatThrownBy(() -> GgufFile.open(first)).hasMessageContaining("an earlier part holds too");
        part(1, 2).tensor("output.weight", 0, GgufBytes.floats(4), 4).write(second);
        assertThatThrownBy(() -> GgufFile.open(first)).hasMessageContaining("promises 3 tensors, but its parts hold 2");
    }

    @Test
    void aRenamedFirstPartIsRefused() throws IOException {
        Path renamed = Files.copy(first, folder.resolve("renamed.gguf"));
        assertThatThrownBy(() -> GgufFile.open(renamed)).hasMessageContaining("-00001-of-00002.gguf");
    }
}
