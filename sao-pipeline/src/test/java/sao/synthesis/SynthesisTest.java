package sao.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.calls.CallPurpose;
import sao.chat.ChatModel;
import sao.control.RandomJudge;
import sao.domain.AnsweredPrompt;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.pairing.FlaggedAnswers;
import sao.pairing.PairRules;
import sao.pairing.TruncatedAnswers;
import sao.persona.PersonaFile;
import sao.result.RoundResult.FlaggedResponses;
import sao.rows.Funnel;
import sao.rows.RoundStage;

/// What a round makes of its personas: every row is kept or dropped, and all of them are counted.
class SynthesisTest {
    @TempDir
    private Path folder;

    @Test
    void everyPersonaIsKeptOrDropped() {
        try (Ledger ledger = Ledger.open(folder)) {
            Funnel funnel = StubRun.run(ledger, new StubModel(), 16);
            assertThat(funnel.prompts()).isEqualTo(StubRun.COUNT + StubRun.HELD_OUT);
            assertThat(funnel.heldOut()).isEqualTo(StubRun.HELD_OUT);
            assertThat(funnel.responses()).isEqualTo(2 * StubRun.COUNT);
            assertThat(funnel.underWay()).isZero();
            assertThat(funnel.dropped())
                    .containsKeys("empty_prompt", "no_request", "duplicate", "truncated_prompt")
                    .containsKeys("truncated_response", "identical_responses");
            try (LedgerReader reader = ledger.reader()) {
                assertThat(reader.round(1).funnel()).isEqualTo(funnel);
                assertThat(reader.round(1).pairList())
                        .hasSize((int) funnel.pairs())
                        .isSortedAccordingTo((some, other) -> some.id().compareTo(other.id()));
            }
        }
    }

    @Test
    void ofFourAnswersEveryRowIsStillAccountedForAndEveryFlagCounted() {
        SynthesisSettings two = StubRun.settings(16);
        SynthesisSettings four = new SynthesisSettings(
                two.seed(), two.count(), two.heldOut(), two.spare(), two.prompts(), 4, two.responses(), 16);
        try (Ledger ledger = Ledger.open(folder)) {
            Funnel funnel = StubRun.synthesis(ledger, new StubModel(), four).run(ledger, 1);
            assertThat(funnel.responses()).isEqualTo(4L * StubRun.COUNT);
            assertThat(funnel.underWay()).isZero();
            try (LedgerReader reader = ledger.reader()) {
                assertThat(reader.round(1).answered()).isEqualTo(StubRun.COUNT);
                List<FlaggedResponses> flagged = reader.round(1).results().all(FlaggedResponses.class);
                assertThat(flagged)
                        .extracting(FlaggedResponses::rule)
                        .containsExactly("empty", "loop", "refusal", "template_leakage", "truncated", "twin");
                assertThat(flagged)
                        .filteredOn(result -> result.rule().equals("twin"))
                        .singleElement()
                        .satisfies(result -> assertThat(result.share().value()).isBetween(0.02, 0.5));
                long leftBeforeJudging =
                        reader.round(1).dropsByStage().getOrDefault(RoundStage.RESPONSES, Map.of()).values().stream()
                                .mapToLong(Long::longValue)
                                .sum();
                assertThat(funnel.judgments()).isEqualTo(StubRun.COUNT - leftBeforeJudging);
            }
        }
    }

    @Test
    void personasThatRunOutEndTheRound() throws Exception {
        Path file = Files.writeString(folder.resolve("people.txt"), "A baker\nA shepherd\nA diver\n");
        try (Ledger ledger = Ledger.open(folder.resolve("run"))) {
            ChatModel model = ledger.remembering(new StubModel(), CallPurpose.RESPONSES);
            SynthesisParts parts = new SynthesisParts(
                    new PersonaFile(file, "persona", _ -> {}),
                    Optional.empty(),
                    model,
                    model,
                    new RandomJudge(1),
                    "",
                    new PairRules(0, 4, TruncatedAnswers.KEEP, FlaggedAnswers.DROP, 0),
                    Optional.empty(),
                    Optional.empty());
            assertThat(new Synthesis(parts, StubRun.settings(16)).run(ledger, 1).personas())
                    .isEqualTo(3);
        }
    }

    @Test
    void theSampleForAnAuditIsTheBeginningOfTheRound() {
        StubModel model = new StubModel();
        try (Ledger ledger = Ledger.open(folder)) {
            Synthesis synthesis = StubRun.synthesis(ledger, model, StubRun.settings(16));
            List<AnsweredPrompt> sample = synthesis.sample(10);
            int asked = model.asked.get();
            synthesis.run(ledger, 1);
            assertThat(model.asked.get()).isGreaterThan(asked);
            try (LedgerReader reader = ledger.reader()) {
                assertThat(sample)
                        .extracting(AnsweredPrompt::prompt)
                        .isEqualTo(reader.round(1).prompts(false).subList(0, 10));
            }
            assertThat(sample.getFirst().responses().getFirst().promptId())
                    .isEqualTo(sample.getFirst().prompt().id());
        }
    }
}
