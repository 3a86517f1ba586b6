package sao.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.error.SaoException;

class DurableFolderTest {
    @TempDir
    Path parent;

    private Path folder;

    @BeforeEach
    void name() {
        folder = parent.resolve("model");
    }

    @Test
    void replacesAFolderWithAllThatIsInIt() throws IOException {
        DurableFolder.write(folder, holding("old"));
        Files.writeString(folder.resolve("extra.txt"), "of the old one");
        DurableFolder.write(folder, holding("new"));
        assertThat(folder.resolve("deep/text.txt")).hasContent("new");
        assertThat(DurableFileTest.names(folder)).containsExactly("deep");
        assertThat(DurableFileTest.names(parent)).containsExactly("model");
    }

    @Test
    void aFailingContentLeavesTheOldFolder() throws IOException {
        DurableFolder.write(folder, holding("old"));
        assertThatThrownBy(() -> DurableFolder.write(folder, temporary -> {
                    Files.writeString(temporary.resolve("half.txt"), "half");
                    throw new IOException("no space left");
                }))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("no space left");
        assertThat(folder.resolve("deep/text.txt")).hasContent("old");
        assertThat(DurableFileTest.names(parent)).containsExactly("model");
    }

    @Test
    void aFailingRenameNeverLosesTheOldFolder() throws IOException {
        DurableFolder.write(folder, holding("old"));
        for (int failing = 1; failing <= 2; failing++) {
            FailingRename rename = new FailingRename(failing);
            assertThatThrownBy(() -> DurableFolder.write(folder, holding("new"), rename))
                    .isInstanceOf(SaoException.class)
                    .hasMessageContaining("rename refused");
            assertThat(folder.resolve("deep/text.txt"))
                    .as("rename %d fails", failing)
                    .hasContent("old");
            assertThat(DurableFileTest.names(parent)).containsExactly("model");
        }
    }

    @Test
    void anOldFolderThatCannotGetItsNameBackIsRecoveredLater() throws IOException {
        DurableFolder.write(folder, holding("old"));
        assertThatThrownBy(() -> DurableFolder.write(folder, holding("new"), new FailingRename(2, 3)))
                .isInstanceOf(SaoException.class);
        assertThat(folder).doesNotExist();
        DurableFolder.recover(folder);
        assertThat(folder.resolve("deep/text.txt")).hasContent("old");
    }

    @Test
    void aCrashAfterBothRenamesLeavesTheNewFolder() throws IOException {
        DurableFolder.write(folder, holding("new"));
        Path replaced = Files.createDirectory(parent.resolve(".model.replaced"));
        Files.writeString(replaced.resolve("text.txt"), "old");
        DurableFolder.recover(folder);
        assertThat(folder.resolve("deep/text.txt")).hasContent("new");
        assertThat(DurableFileTest.names(parent)).containsExactly("model");
    }

    @Test
    void aCrashBetweenBothRenamesIsUndoneByTheNextWrite() throws IOException {
        DurableFolder.write(folder, holding("old"));
        Files.move(folder, parent.resolve(".model.replaced"));
        assertThatThrownBy(() -> DurableFolder.write(folder, temporary -> {
                    throw new IOException("no space left");
                }))
                .isInstanceOf(SaoException.class);
        assertThat(folder.resolve("deep/text.txt")).hasContent("old");
    }

    private static DurableFolder.Content holding(String text) {
        return temporary -> {
            Files.createDirectory(temporary.resolve("deep"));
            Files.writeString(temporary.resolve("deep/text.txt"), text);
        };
    }

    /// Renames like the file system, but refuses some calls, counted from 1.
    private static final class FailingRename implements DurableFolder.Rename {
        private final Set<Integer> failing;
        private int calls;

        FailingRename(Integer... failing) {
            this.failing = Set.of(failing);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            calls++;
            if (failing.contains(calls)) {
                throw new IOException("rename refused");
            }
            Files.move(from, to);
        }
    }
}
