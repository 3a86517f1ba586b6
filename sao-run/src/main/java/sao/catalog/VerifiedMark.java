package sao.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file beside a model that records that the model with this size and modification time had the expected
/// digest. With it, the model is not read again to verify it at every start.
///
/// @param file path of the mark
/// @param content the content that a valid mark has
record VerifiedMark(Path file, String content) {
    static VerifiedMark of(Path model, String sha256) throws IOException {
        String content = "sao-verified 1\nsha256 %s\nbytes %d\nmodified %d\n"
                .formatted(
                        sha256,
                        Files.size(model),
                        Files.getLastModifiedTime(model).toMillis());
        return new VerifiedMark(model.resolveSibling(model.getFileName() + ".verified"), content);
    }

    boolean isThere() throws IOException {
        return Files.isRegularFile(file)
                && new String(Files.readAllBytes(file), StandardCharsets.UTF_8).equals(content);
    }

    /// Writes the mark. If the folder cannot be written, the model is verified again at the next start.
    void leave() {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            // ignored: the model itself is complete
        }
    }
}
