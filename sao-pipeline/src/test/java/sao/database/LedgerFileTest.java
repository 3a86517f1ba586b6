package sao.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.calls.CallPurpose;
import sao.chat.ChatModel;
import sao.chat.Conversation;
import sao.error.SaoException;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.ledger.StubModel;
import sao.token.SamplingSettings;

class LedgerFileTest {
    @TempDir
    private Path folder;

    @Test // a reader that meets the log's index half written would take this lock for a moment, and a transaction
    // that began by reading fails instead of waiting for it
    void nobodyElseHasTheLockToWriteWhileALedgerIsOpen() throws Exception {
        try (Connection other = connect();
                Statement statement = other.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 0");
            try (Ledger ledger = Ledger.open(folder)) {
                assertThatThrownBy(() -> statement.execute("BEGIN IMMEDIATE")).hasMessageContaining("SQLITE_BUSY");
                ledger.remembering(new StubModel("one"), CallPurpose.RESPONSES)
                        .generate(Conversation.ask("question"), SamplingSettings.of(0.6, 0.95, 64), 2, 1);
                assertThatThrownBy(() -> statement.execute("BEGIN IMMEDIATE")).hasMessageContaining("SQLITE_BUSY");
            }
            statement.execute("BEGIN IMMEDIATE");
        }
    }

    @Test
    void aNewerLedgerIsRefusedByItsVersion() throws Exception {
        Ledger.open(folder).close();
        alter("PRAGMA user_version = 7");
        assertThatThrownBy(() -> Ledger.open(folder))
                .hasMessageContaining("too new")
                .hasMessageContaining("7");
        assertThatThrownBy(() -> LedgerReader.open(folder)).hasMessageContaining("too new");
    }

    @Test
    void aForeignDatabaseIsRefused() throws Exception {
        alter("CREATE TABLE recipes_of_my_aunt(cake TEXT)");
        assertThatThrownBy(() -> Ledger.open(folder)).hasMessageContaining("not the ledger of a run");
    }

    @Test
    void aDamagedLedgerIsRefused() throws IOException {
        try (Ledger ledger = Ledger.open(folder)) {
            ChatModel model = ledger.remembering(new StubModel("one"), CallPurpose.RESPONSES);
            for (int row = 0; row < 300; row++) {
                model.generate(Conversation.ask("question " + row), SamplingSettings.of(0.6, 0.95, 64), 2, row);
            }
        }
        Path file = folder.resolve("ledger.db");
        byte[] sound = Files.readAllBytes(file);
        try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
            damaged.seek(sound.length / 2);
            damaged.write(new byte[16_384]);
        }
        assertThatThrownBy(() -> Ledger.open(folder)).hasMessageContaining("is damaged");
        Files.write(file, java.util.Arrays.copyOf(sound, sound.length / 2));
        assertThatThrownBy(() -> Ledger.open(folder)).hasMessageContaining("is damaged");
        Files.writeString(file, "this was a ledger once ".repeat(100));
        assertThatThrownBy(() -> Ledger.open(folder)).hasMessageContaining("is damaged");
        assertThatThrownBy(() -> LedgerReader.open(folder)).hasMessageContaining("is damaged");
        Files.write(file, sound);
        Ledger.open(folder).close();
    }

    @Test
    void aMissingLedgerIsNamed() {
        assertThatThrownBy(() -> LedgerReader.open(folder.resolve("nowhere")))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void networkFileSystemsAreKnown() {
        assertThat(List.of("nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs"))
                .allMatch(LedgerFile::isNetworkFileSystem);
        assertThat(List.of("ext4", "xfs", "btrfs", "overlay", "tmpfs", "apfs", "NTFS"))
                .noneMatch(LedgerFile::isNetworkFileSystem);
    }

    @Test
    void leftoverLibrariesAreSwept() throws IOException {
        Path old = Files.createFile(folder.resolve("sqlite-3.54-abc-libsqlitejdbc.so"));
        Files.setLastModifiedTime(old, java.nio.file.attribute.FileTime.from(Instant.EPOCH));
        Path fresh = Files.createFile(folder.resolve("sqlite-3.54-def-libsqlitejdbc.so"));
        NativeFolder.sweep(folder, Instant.now().minusSeconds(60));
        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
    }

    private void alter(String sql) throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
