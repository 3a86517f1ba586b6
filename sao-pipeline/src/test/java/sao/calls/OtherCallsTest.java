package sao.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.chat.ChatModel;
import sao.chat.Conversation;
import sao.chat.Generation;
import sao.chat.Score;
import sao.error.SaoException;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.ledger.StubModel;
import sao.token.SamplingSettings;

class OtherCallsTest {
    private static final SamplingSettings SAMPLING = SamplingSettings.of(0.6, 0.95, 64);
    private static final Conversation QUESTION = Conversation.ask("Why is the sky blue?");

    @TempDir
    private Path folder;

    private final StubModel stub = new StubModel("one");

    private List<Object> ask(ChatModel model) {
        Generation generation = model.generate(QUESTION, SAMPLING, 2, 42);
        Score score = model.score(QUESTION, List.of("yes", "no"));
        return List.of(generation, score);
    }

    @Test
    void whatAnotherRunAskedIsCopiedAndNotAskedAgain() {
        List<Object> first;
        try (Ledger ledger = Ledger.open(folder.resolve("first"))) {
            first = ask(ledger.remembering(stub, CallPurpose.RESPONSES));
        }
        try (Ledger ledger = Ledger.open(folder.resolve("second"), List.of(folder.resolve("first")))) {
            ChatModel model = ledger.remembering(stub, CallPurpose.JUDGMENTS, 3);
            assertThat(ask(model)).isEqualTo(first);
            assertThat(stub.asked).hasValue(2);
            model.generate(QUESTION, SAMPLING, 2, 43);
            assertThat(stub.asked).hasValue(3);
        }
        try (LedgerReader before = LedgerReader.open(folder.resolve("first"));
                LedgerReader after = LedgerReader.open(folder.resolve("second"))) {
            assertThat(after.callIds()).hasSize(3).containsAll(before.callIds());
            CallTotals copied = after.calls(3).getFirst();
            assertThat(copied.purpose()).isEqualTo(CallPurpose.JUDGMENTS.label());
            assertThat(copied.calls()).isEqualTo(3);
        }
    }

    @Test
    void aCopyIsCompleteWithoutTheOtherRun() {
        List<Object> first;
        try (Ledger ledger = Ledger.open(folder.resolve("first"))) {
            first = ask(ledger.remembering(stub, CallPurpose.RESPONSES));
        }
        try (Ledger ledger = Ledger.open(folder.resolve("second"), List.of(folder.resolve("first")))) {
            ask(ledger.remembering(stub, CallPurpose.RESPONSES));
        }
        try (Ledger ledger = Ledger.open(folder.resolve("second"))) {
            assertThat(ask(ledger.remembering(stub, CallPurpose.RESPONSES))).isEqualTo(first);
        }
        assertThat(stub.asked).hasValue(2);
    }

    @Test
    void aRunThatIsStillWrittenCanBeRead() {
        try (Ledger first = Ledger.open(folder.resolve("first"))) {
            List<Object> answers = ask(first.remembering(stub, CallPurpose.RESPONSES));
            try (Ledger second = Ledger.open(folder.resolve("second"), List.of(folder.resolve("first")))) {
                assertThat(ask(second.remembering(stub, CallPurpose.RESPONSES))).isEqualTo(answers);
            }
        }
        assertThat(stub.asked).hasValue(2);
    }

    @Test
    void aFolderWithoutALedgerIsRefusedAndTheRunsFolderIsFree() {
        assertThatThrownBy(() -> Ledger.open(folder.resolve("second"), List.of(folder.resolve("nothing"))))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("nothing");
        Ledger.open(folder.resolve("second")).close();
    }
}
