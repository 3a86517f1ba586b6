package sao.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.calls.CallPurpose;
import sao.chat.ChatModel;
import sao.chat.ChatModel.Reward;
import sao.chat.Conversation;
import sao.chat.Generation;
import sao.chat.Score;
import sao.token.SamplingSettings;

class LedgerMergeTest {
    private static final SamplingSettings SAMPLING = SamplingSettings.of(0.6, 0.95, 64);

    private static final Conversation QUESTION = Conversation.ask("Is it so?");

    @TempDir
    private Path folder;

    @Test
    void theMergedLedgerHasTheAnswersOfBoth() {
        Path one = asked("one", 0, 600);
        Path other = asked("other", 400, 1000);
        Path both = folder.resolve("both");
        assertThat(LedgerMerge.merge(one, other, both)).isEqualTo(new LedgerMerge.Merged(1200, 1200, 400));
        StubModel silent = new StubModel("one");
        try (Ledger ledger = Ledger.open(both)) {
            ask(ledger.remembering(silent, CallPurpose.RESPONSES), 0, 1000);
        }
        assertThat(silent.asked).hasValue(0);
        assertThat(LedgerVerification.of(both))
                .allSatisfy(finding ->
                        assertThat(finding.wrong()).as(finding.toString()).isZero());
    }

    @Test
    void theMergedLedgerHasTheRewardsOfBoth() {
        Path one = rewarded("one", List.of("yes", "no"));
        Path other = rewarded("other", List.of("no", "perhaps"));
        Path both = folder.resolve("both");
        assertThat(LedgerMerge.merge(one, other, both)).isEqualTo(new LedgerMerge.Merged(2, 2, 1));
        List<String> all = List.of("yes", "no", "perhaps");
        try (Ledger ledger = Ledger.open(both)) {
            StubModel silent = new StubModel("one");
            ChatModel model = ledger.remembering(silent, CallPurpose.JUDGMENTS);
            assertThat(model.reward(QUESTION, all))
                    .extracting(Reward::value)
                    .isEqualTo(new StubModel("one")
                            .reward(QUESTION, all).stream().map(Reward::value).toList());
            assertThat(silent.asked).hasValue(0);
        }
        assertThat(LedgerVerification.of(both))
                .allSatisfy(finding ->
                        assertThat(finding.wrong()).as(finding.toString()).isZero());
    }

    private Path rewarded(String name, List<String> answers) {
        Path path = folder.resolve(name);
        try (Ledger ledger = Ledger.open(path)) {
            assertThat(ledger.remembering(new StubModel("one"), CallPurpose.JUDGMENTS)
                            .reward(QUESTION, answers))
                    .hasSameSizeAs(answers);
        }
        return path;
    }

    @Test
    void aLedgerInUseIsOnlyRead() {
        Path one = asked("one", 0, 10);
        try (Ledger live = Ledger.open(folder.resolve("live"))) {
            ask(live.remembering(new StubModel("one"), CallPurpose.RESPONSES), 10, 20);
            assertThat(LedgerMerge.merge(folder.resolve("live"), one, folder.resolve("to"))
                            .calls())
                    .isEqualTo(40);
            ask(live.remembering(new StubModel("one"), CallPurpose.RESPONSES), 20, 30);
        }
    }

    @Test
    void whatIsThereIsNotOverwritten() {
        Path one = asked("one", 0, 10);
        assertThatThrownBy(() -> LedgerMerge.merge(one, one, one)).hasMessageContaining("has a ledger already");
        assertThatThrownBy(() -> LedgerMerge.merge(one, folder.resolve("nowhere"), folder.resolve("to")))
                .hasMessageContaining("nowhere");
        assertThat(Files.exists(folder.resolve("to"))).isFalse();
    }

    @Test
    void theRemainsOfAKilledMergeAreReplaced() throws Exception {
        Path one = asked("one", 0, 10);
        Path to = Files.createDirectories(folder.resolve("to"));
        Files.writeString(to.resolve(".ledger.db.unfinished"), "the first bytes of a ledger");
        assertThat(LedgerMerge.merge(one, asked("other", 5, 15), to).calls()).isEqualTo(30);
        try (Stream<Path> files = Files.list(to)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.contains("unfinished"));
        }
    }

    private Path asked(String name, int from, int to) {
        Path path = folder.resolve(name);
        try (Ledger ledger = Ledger.open(path)) {
            ask(ledger.remembering(new StubModel("one"), CallPurpose.RESPONSES), from, to);
        }
        return path;
    }

    private static void ask(ChatModel model, int from, int to) {
        StubModel truth = new StubModel("one");
        for (int i = from; i < to; i++) {
            Conversation question = Conversation.ask("question " + i);
            Generation generation = model.generate(question, SAMPLING, 2, i);
            Score score = model.score(question, List.of("yes", "no"));
            if (i % 100 == 0) {
                assertThat(generation.answers())
                        .isEqualTo(truth.generate(question, SAMPLING, 2, i).answers());
                assertThat(score.continuations())
                        .isEqualTo(truth.score(question, List.of("yes", "no")).continuations());
            }
        }
    }
}
