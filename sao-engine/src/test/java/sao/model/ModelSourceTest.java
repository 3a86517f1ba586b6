package sao.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.error.SaoException;
import sao.weights.WeightSource;

class ModelSourceTest {
    private static final String SHAPE = """
            {"model_type": "llama", "vocab_size": 4, "hidden_size": 4, "intermediate_size": 4, "num_hidden_layers": 1,
             "num_attention_heads": 1, "num_key_value_heads": 1, "max_position_embeddings": 8, "rms_norm_eps": 1e-5,
             "rope_theta": 10000}
            """;
    private static final String WORDS = """
            {"version": "1.0", "added_tokens": [], "model": {"type": "WordLevel", "vocab": {"a": 0}, "unk_token": "a"}}
            """;

    @TempDir
    Path folder;

    /// Weights that only count how often they were closed.
    private static final class Counted implements WeightSource {
        private int closings;

        @Override
        public List<String> names() {
            return List.of();
        }

        @Override
        public long[] shape(String name) {
            throw new AssertionError("no test reads " + name);
        }

        @Override
        public String storedAs(String name) {
            throw new AssertionError("no test reads " + name);
        }

        @Override
        public Tensor read(String name) {
            throw new AssertionError("no test reads " + name);
        }

        @Override
        public String fingerprint() {
            return "counted";
        }

        @Override
        public void close() {
            closings++;
        }
    }

    private final Counted weights = new Counted();

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void givenWeightsAreClosedWithTheSource() throws IOException {
        write("config.json", SHAPE);
        write("tokenizer.json", WORDS);
        try (ModelSource source = ModelSource.open(folder, weights)) {
            assertThat(source.weights()).isSameAs(weights);
            assertThat(weights.closings).isZero();
        }
        assertThat(weights.closings).isEqualTo(1);
    }

    @Test
    void givenWeightsAreClosedWhereTheFolderIsDamaged() throws IOException {
        assertRefused(); // nothing is there
        write("config.json", SHAPE.substring(0, SHAPE.length() / 2));
        assertRefused();
        write("config.json", SHAPE);
        assertRefused(); // no tokenizer
        write("tokenizer.json", "{}");
        assertRefused();
        write("tokenizer.json", WORDS);
        write("generation_config.json", "{");
        assertRefused();
    }

    private void assertRefused() {
        int before = weights.closings;
        assertThatThrownBy(() -> ModelSource.open(folder, weights)).isInstanceOf(SaoException.class);
        assertThat(weights.closings).isEqualTo(before + 1);
    }

    @Test
    void aConfigurationThatIsCutOffIsSaidOnce() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{");
        assertThatThrownBy(() -> ModelSource.open(folder))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("config.json cannot be read: it is not JSON: Unexpected end-of-input")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("REDACTED", "Source"));
    }

    private String fingerprint() {
        try (ModelSource source = ModelSource.open(folder, new Counted())) {
            return source.fingerprint();
        }
    }

    @Test
    void aChangedConfigurationIsAnotherModel() throws IOException {
        Files.writeString(folder.resolve("config.json"), SHAPE);
        Files.writeString(folder.resolve("tokenizer.json"), WORDS);
        String before = fingerprint();
        assertThat(fingerprint()).isEqualTo(before);
        Files.writeString(folder.resolve("config.json"), SHAPE.replace("10000", "500000"));
        assertThat(fingerprint()).isNotEqualTo(before);
    }

    @Test
    void changedEndOfTurnTokensAreAnotherModel() throws IOException {
        Files.writeString(folder.resolve("config.json"), SHAPE);
        Files.writeString(folder.resolve("tokenizer.json"), WORDS);
        String before = fingerprint();
        Files.writeString(folder.resolve("generation_config.json"), "{\"eos_token_id\": 3}");
        assertThat(fingerprint()).isNotEqualTo(before);
    }
}
