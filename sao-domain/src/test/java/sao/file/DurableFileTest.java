package sao.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.error.SaoException;

class DurableFileTest {
    @TempDir
    Path folder;

    @Test
    void writesAFileAndItsMissingFolders() throws IOException {
        Path parent = folder.resolve("a/b");
        Path file = parent.resolve("text.txt");
        DurableFile.write(file, "first");
        DurableFile.write(file, "second");
        assertThat(file).hasContent("second");
        assertThat(names(parent)).containsExactly("text.txt");
    }

    @Test
    void theTargetIsUntouchedUntilTheContentIsComplete() {
        Path file = folder.resolve("text.txt");
        DurableFile.write(file, "old");
        DurableFile.write(file, temporary -> {
            Files.writeString(temporary, "half");
            assertThat(file).hasContent("old");
            assertThat(DurableFile.isTemporary(temporary)).isTrue();
            Files.writeString(temporary, "whole");
        });
        assertThat(file).hasContent("whole");
    }

    @Test
    void aFailingWriteLeavesTheOldContentAndNoTemporaryFile() throws IOException {
        Path file = folder.resolve("text.txt");
        DurableFile.write(file, "old");
        assertThatThrownBy(() -> DurableFile.write(file, temporary -> {
                    Files.writeString(temporary, "half");
                    throw new IOException("no space left");
                }))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("no space left")
                .hasMessageContaining("unchanged");
        IllegalStateException refused = new IllegalStateException("refused");
        assertThatThrownBy(() -> DurableFile.write(file, temporary -> {
                    Files.writeString(temporary, "half");
                    throw refused;
                }))
                .isSameAs(refused);
        assertThat(file).hasContent("old");
        assertThat(names(folder)).containsExactly("text.txt");
    }

    @Test
    void whatACrashLeftBehindIsWrittenOver() throws IOException {
        Path file = folder.resolve("text.txt");
        Files.writeString(DurableFile.temporary(file), "half of an earlier write");
        DurableFile.write(file, temporary -> Files.writeString(temporary, "new", StandardOpenOption.CREATE_NEW));
        assertThat(file).hasContent("new");
        assertThat(names(folder)).containsExactly("text.txt");
    }

    @Test
    void createRefusesAnExistingFile() {
        Path file = folder.resolve("text.txt");
        DurableFile.create(file, temporary -> Files.writeString(temporary, "first"));
        assertThatThrownBy(() -> DurableFile.create(file, temporary -> Files.writeString(temporary, "second")))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("already exists");
        assertThat(file).hasContent("first");
    }

    @Test
    void aFolderThatIsAFileIsAnErrorWithARemedy() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> DurableFile.write(folder.resolve("file/text.txt"), "text"))
                .isInstanceOfSatisfying(
                        SaoException.class, e -> assertThat(e.remedy()).startsWith("Free disk space"));
    }

    static List<String> names(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
