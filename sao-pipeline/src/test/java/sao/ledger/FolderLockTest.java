package sao.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import sao.error.SaoException;

class FolderLockTest {
    @TempDir
    private Path folder;

    @Test
    void anotherProcessIsNamedAndItsDeathFreesTheFolder() throws Exception {
        Process other = new ProcessBuilder(ChildProcess.command(Holder.class.getName(), folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = other.inputReader()) {
            assertThat(output.readLine()).isEqualTo("open");
            assertThatThrownBy(() -> Ledger.open(folder))
                    .isInstanceOf(SaoException.class)
                    .hasMessageContaining("process " + other.pid());
            try (LedgerReader reader = LedgerReader.open(folder)) {
                assertThat(reader.state()).isEqualTo(RunState.RUNNING);
                other.destroyForcibly().waitFor();
                assertThat(reader.state()).isEqualTo(RunState.INTERRUPTED);
            }
        }
        Ledger.open(folder).close();
    }

    @Test
    void theSameProcessCannotWriteTwice() {
        try (Ledger _ = Ledger.open(folder)) {
            assertThatThrownBy(() -> Ledger.open(folder)).isInstanceOf(SaoException.class);
        }
        Ledger.open(folder).close();
    }

    @Test // closing any channel on the lock file would give away this process's lock
    void readingInTheWritingProcessKeepsTheLock() throws Exception {
        try (Ledger ledger = Ledger.open(folder)) {
            try (LedgerReader reader = ledger.reader()) {
                assertThat(reader.state()).isEqualTo(RunState.RUNNING);
                assertThat(FolderLock.owner(folder))
                        .hasValue(ProcessHandle.current().pid());
            }
            Process other = new ProcessBuilder(ChildProcess.command(Holder.class.getName(), folder.toString())).start();
            assertThat(new String(other.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("process " + ProcessHandle.current().pid());
            assertThat(other.waitFor()).isNotZero();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aLockFileThatCannotBeWrittenLocksNothing() throws Exception {
        Path file = folder.resolve("run.lock");
        Files.createSymbolicLink(file, Path.of("/dev/full"));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> FolderLock.take(folder)).isInstanceOf(IOException.class);
        }
        Files.delete(file);
        FolderLock.take(folder).close();
    }

    /// Opens a ledger and holds it until it is killed.
    static final class Holder {
        private Holder() {}

        @SuppressWarnings("SystemOut") // its output is how the test knows
        public static void main(String[] arguments) throws Exception {
            try (Ledger _ = Ledger.open(Path.of(arguments[0]))) {
                System.out.println("open");
                Thread.currentThread().join();
            }
        }
    }
}
