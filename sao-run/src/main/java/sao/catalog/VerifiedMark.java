package sao.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A small file beside a model that says: the model of this size and time had the right digest. It spares
/// reading the whole model at every start.
///
/// @param file that stands beside the model
/// @param content what it says when it holds
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

    /// A folder that cannot be written only costs the next start the time to verify again.
    void leave() {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            // not worth a word: the model itself is whole
        }
    }
}
