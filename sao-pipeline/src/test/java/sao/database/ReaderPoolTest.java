package sao.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ReaderPoolTest {
    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // what waits here cannot be interrupted
    void readingAfterCloseFailsInsteadOfWaiting() throws Exception {
        LedgerFile file = new LedgerFile(folder);
        file.openForWriting().close();
        ReaderPool pool = new ReaderPool(file);
        Optional<Integer> seven = pool.read(database -> database.first("SELECT 7", row -> row.getInt(1)));
        assertThat(seven).hasValue(7);
        pool.close();
        assertThatThrownBy(() -> pool.read(database -> 1)).isExactlyInstanceOf(IllegalStateException.class);
        pool.close();
    }
}
