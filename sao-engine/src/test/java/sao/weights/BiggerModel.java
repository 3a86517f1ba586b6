package sao.weights;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// The two models of other families than the default one's, where `sao models pull` leaves them.
public enum BiggerModel {
    /// Qwen2, with biases, a head of its own and a chat template.
    QWEN("qwen2.5-coder-0.5b-instruct", "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf"),
    /// Gemma 3, a base model with windows of 512 tokens.
    GEMMA("gemma-3-270m", "gemma-3-270m.Q4_K_M.gguf");

    private final String catalogName;
    private final String fileName;

    BiggerModel(String catalogName, String fileName) {
        this.catalogName = catalogName;
        this.fileName = fileName;
    }

    /// {@return by which the catalog and the reference files call it}
    public String catalogName() {
        return catalogName;
    }

    /// {@return its file; the test is skipped where there is none}
    public Path file() {
        String home = System.getProperty("user.home");
        Path file = Path.of(home, ".cache/sao/models", catalogName, fileName);
        Assumptions.assumeTrue(
                Files.exists(file),
                "%s is not in the cache: sao models pull %s fetches it".formatted(catalogName, catalogName));
        return file;
    }
}
