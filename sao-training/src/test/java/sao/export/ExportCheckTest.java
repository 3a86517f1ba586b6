package sao.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.config.AttentionShape;
import sao.config.Family;
import sao.config.ModelConfig;
import sao.config.OutputHead;
import sao.config.Rotation;
import sao.error.SaoException;
import sao.file.DurableFile;
import sao.gguf.WeightType;
import sao.modelfile.ModelComparison;
import sao.modelfile.ModelFormat;
import sao.modelfile.StoredTypes;
import sao.token.LogProbabilities;

class ExportCheckTest {
    private static final Path PATH = Path.of("model");

    @TempDir
    Path folder;

    private static List<LogProbabilities> scores(double... values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return List.of(LogProbabilities.of(floats));
    }

    @Test
    void nearnessIsMeasuredPerToken() {
        ExportResult result = ExportCheck.compare(scores(-1, -2), scores(-1.0004, -2), PATH);
        assertThat(result.worstDifference()).isCloseTo(4e-4, within(1e-6));
        assertThat(result.meanDifference()).isCloseTo(2e-4, within(1e-6));
    }

    @Test
    void anotherModelIsRefused() {
        assertThatThrownBy(() -> ExportCheck.compare(scores(-1, -2), scores(-1, -2.002), PATH))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("differs by 0.002");
        assertThatThrownBy(() -> ExportCheck.compare(scores(-1, -2), scores(Double.NaN, -2), PATH))
                .isInstanceOf(SaoException.class);
    }

    @Test
    void aFileThatFailsItsCheckNeverGetsItsName() {
        Path file = folder.resolve("in/model.gguf");
        assertThatThrownBy(() -> DurableFile.create(file, path -> {
                    touch(path);
                    throw ModelComparison.differs("it is not");
                }))
                .isInstanceOf(SaoException.class);
        assertThat(folder.resolve("in")).isEmptyDirectory();
        DurableFile.create(file, ExportCheckTest::touch);
        assertThat(folder.resolve("in").toFile().list()).containsExactly("model.gguf");
        assertThatThrownBy(() -> DurableFile.create(file, ExportCheckTest::touch))
                .hasMessageContaining("already exists");
    }

    private static void touch(Path path) {
        try {
            Files.createFile(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theTypeOfATensorDependsOnTheFormat() {
        ModelConfig tied = new ModelConfig(
                Family.LLAMA,
                97,
                32,
                48,
                2,
                4,
                2,
                8,
                1e-5,
                new Rotation(10_000, new Rotation.Unscaled()),
                512,
                true,
                AttentionShape.plain(8),
                OptionalDouble.empty(),
                OutputHead.TOKENS);
        StoredTypes file = new StoredTypes(ModelFormat.GGUF, WeightType.Q4_0, tied);
        assertThat(file.of("model.embed_tokens.weight", new long[] {97, 32})).isEqualTo(WeightType.Q8_0);
        assertThat(file.of("model.layers.0.mlp.up_proj.weight", new long[] {48, 32}))
                .isEqualTo(WeightType.Q4_0);
        assertThat(file.of("model.layers.0.mlp.down_proj.weight", new long[] {32, 48}))
                .isEqualTo(WeightType.F16);
        assertThat(file.of("model.norm.weight", new long[] {32})).isEqualTo(WeightType.F32);
        StoredTypes inFolder = new StoredTypes(ModelFormat.HF, WeightType.BF16, tied);
        assertThat(inFolder.of("model.norm.weight", new long[] {32})).isEqualTo(WeightType.BF16);
        assertThatThrownBy(() -> new StoredTypes(ModelFormat.HF, WeightType.Q8_0, tied))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("q8_0");
    }
}
