package sao.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.calls.CallPurpose;
import sao.chat.ChatModel;
import sao.domain.PreferencePair;
import sao.domain.Response;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;

/// A round in which an earlier model gives the rejected answers. Seed: 42.
class AnchorTest {
    @TempDir
    private Path folder;

    @Test
    void everyRejectedAnswerIsTheAnchorsAndEveryChosenOneIsNot() {
        SynthesisSettings settings = StubRun.settings(16);
        try (Ledger ledger = Ledger.open(folder)) {
            ChatModel own = ledger.remembering(new StubModel(), CallPurpose.RESPONSES);
            StubModel anchor = new StubModel();
            SynthesisParts parts = StubRun.parts(
                            ledger.remembering(new StubModel(), CallPurpose.PROMPTS), own, settings)
                    .anchoredBy(ledger.remembering(anchor, CallPurpose.RESPONSES));
            new Synthesis(parts, settings).run(ledger, 2);
            assertThat(anchor.asked.get()).isEqualTo(StubRun.COUNT);
            try (LedgerReader reader = ledger.reader()) {
                List<PreferencePair> pairs = reader.round(2).pairList();
                assertThat(pairs).isNotEmpty();
                assertThat(pairs).allSatisfy(pair -> {
                    assertThat(pair.chosen().logProbabilities().orElseThrow().sum())
                            .isFinite();
                    assertThat(pair.rejected().logProbabilities()).isEmpty();
                });
                Set<String> alone = reader.round(2).prompts(false).stream()
                        .flatMap(prompt -> new Responder(own, settings.answers(), settings.responses(), settings.seed())
                                .answer(prompt).stream())
                        .map(Response::text)
                        .collect(Collectors.toSet());
                assertThat(pairs).extracting(pair -> pair.chosen().text()).isSubsetOf(alone);
            }
        }
    }
}
