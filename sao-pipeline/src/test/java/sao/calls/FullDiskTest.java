package sao.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.chat.ChatModel;
import sao.chat.Conversation;
import sao.database.CommitThread;
import sao.database.Database;
import sao.database.LedgerFile;
import sao.database.ReaderPool;
import sao.error.SaoException;
import sao.ledger.Ledger;
import sao.ledger.StubModel;
import sao.token.SamplingSettings;

/// A ledger whose file may not grow beyond a number of pages: SQLite reports the same error as on a full disk.
class FullDiskTest {
    private static final SamplingSettings SAMPLING = SamplingSettings.of(0.6, 0.95, 64);
    private static final int MOST_PAGES = 120;

    @TempDir
    private Path folder;

    @Test
    void aFullDiskIsReportedAndNoAcknowledgedCallIsLost() throws Exception {
        int acknowledged = 0;
        LedgerFile file = new LedgerFile(folder);
        try (Database database = file.openForWriting();
                ReaderPool readers = new ReaderPool(file)) {
            database.first("PRAGMA max_page_count = " + MOST_PAGES, row -> row.getInt(1));
            CallIndex index = new CallIndex(database);
            try (CommitThread writer = new CommitThread(file, database, readers, index)) {
                CallStore store = new CallStore(new ContentStore(database), index);
                ChatModel model = new RememberingModel(
                        new StubModel("one"),
                        CallPurpose.RESPONSES,
                        1,
                        new CallMemory(writer, readers, store, List.of()));
                try {
                    while (acknowledged < 10_000) {
                        ask(model, acknowledged);
                        acknowledged++;
                    }
                } catch (SaoException e) {
                    assertThat(e)
                            .hasMessageContaining("disk is full")
                            .hasMessageContaining("run the same command again");
                }
                assertThatThrownBy(() -> writer.commit(_ -> {})).hasMessageContaining("disk is full");
            }
        }
        assertThat(acknowledged).isBetween(100, 9_999);
        StubModel again = new StubModel("one");
        try (Ledger ledger = Ledger.open(folder)) {
            ChatModel model = ledger.remembering(again, CallPurpose.RESPONSES);
            for (int i = 0; i < acknowledged; i++) {
                ask(model, i);
            }
        }
        assertThat(again.asked).hasValue(0);
    }

    private static void ask(ChatModel model, int number) {
        model.generate(Conversation.ask("question " + number), SAMPLING, 2, number);
    }
}
