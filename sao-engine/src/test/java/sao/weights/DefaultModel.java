package sao.weights;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// The file of the default model where a run of the program has left it.
public final class DefaultModel {
    private DefaultModel() {}

    public static Path file() {
        Path file = Path.of(
                System.getProperty("user.home"),
                ".cache/sao/models/smollm2-135m-instruct/SmolLM2-135M-Instruct.Q4_1.gguf");
        Assumptions.assumeTrue(Files.exists(file), "the default model is not in the cache: sao models pull fetches it");
        return file;
    }
}
