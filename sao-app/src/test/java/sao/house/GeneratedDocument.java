package sao.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A page of the documentation that the code writes: `make docs` writes it anew, every other test run
/// compares.
///
/// @param file the page
public record GeneratedDocument(Path file) {
    /// {@return the page at a path under the project's root}
    public static GeneratedDocument of(String path) {
        return new GeneratedDocument(Path.of(System.getProperty("sao.project"), path));
    }

    /// Compares the page with what the code says, or writes it.
    public void mustSay(String text) throws IOException {
        if (Boolean.getBoolean("sao.docs.rewrite")) {
            Files.writeString(file, text);
        }
        assertThat(file).as("run `make docs` to write it anew").exists();
        assertThat(Files.readString(file))
                .as("run `make docs` to write it anew")
                .isEqualTo(text);
    }
}
