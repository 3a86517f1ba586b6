package sao.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sao.error.SaoException;
import sao.safetensors.SafetensorsFile;
import sao.safetensors.SafetensorsWriter;

class RenamedWeightsTest {
    @TempDir
    Path folder;

    private RenamedWeights weights;

    @BeforeEach
    void open() {
        Path path = folder.resolve("both.safetensors");
        SafetensorsWriter writer = new SafetensorsWriter();
        for (String name : new String[] {"text.norm", "vision.norm"}) {
            writer.add(
                    name,
                    ElementType.F32,
                    new long[] {2},
                    () -> torch.tensor(new float[] {1, name.startsWith("text") ? 2 : 3}));
        }
        writer.write(path);
        weights = new RenamedWeights(
                SafetensorsFile.open(path),
                name -> name.startsWith("text.") ? Optional.of(name.substring("text.".length())) : Optional.empty());
    }

    @AfterEach
    void close() {
        weights.close();
    }

    @Test
    void aTensorIsReadByItsNewName() {
        assertThat(weights.names()).containsExactly("norm");
        assertThat(weights.shape("norm")).containsExactly(2);
        assertThat(weights.storedAs("norm")).isEqualTo("F32");
        try (PointerScope _ = new PointerScope()) {
            assertThat(weights.read("norm").select(0, 1).item_float()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vision.norm", "text.norm", "head"})
    void neitherATensorLeftOutNorAnOldNameNorAnUnknownOneIsFound(String name) {
        assertNotFound(() -> weights.shape(name), name);
        assertNotFound(() -> weights.storedAs(name), name);
        assertNotFound(() -> weights.read(name), name);
    }

    private void assertNotFound(Runnable asked, String name) {
        assertThatThrownBy(asked::run)
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("%s has no tensor %s.".formatted(weights, name));
    }
}
