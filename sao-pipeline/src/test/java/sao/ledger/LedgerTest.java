package sao.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.calls.CallPurpose;
import sao.calls.CallTotals;
import sao.chat.ChatModel;
import sao.chat.Conversation;
import sao.content.ContentId;
import sao.domain.Judgment;
import sao.domain.Persona;
import sao.domain.PreferencePair;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.result.RoundResult;
import sao.rows.Drop;
import sao.rows.Funnel;
import sao.rows.RoundStage;
import sao.rows.RoundWriter;
import sao.rows.TrainStep;
import sao.token.SamplingSettings;
import sao.token.TokenIds;

class LedgerTest {
    private static final SamplingSettings SAMPLING = SamplingSettings.of(0.6, 0.95, 64);

    @TempDir
    private Path folder;

    @Test
    void pairsComeBackExactlyAndInTheOrderOfTheirIds() {
        List<PreferencePair> pairs = new ArrayList<>();
        for (int row = 0; row < 600; row++) {
            pairs.add(pair(row));
        }
        try (Ledger ledger = Ledger.open(folder)) {
            RoundWriter round = ledger.round(1, Map.of("seed", 1));
            for (int row = 0; row < pairs.size(); row++) {
                round.pair(row, pairs.get(row));
                round.pair(row, pairs.get(row));
            }
            ledger.flush();
            try (LedgerReader reader = ledger.reader()) {
                assertThat(reader.round(1).pairList())
                        .isEqualTo(pairs.stream()
                                .sorted((some, other) -> some.id().compareTo(other.id()))
                                .toList());
            }
        }
    }

    @Test
    void aReaderSeesARunWhileItWrites() {
        try (Ledger ledger = Ledger.open(folder);
                LedgerReader reader = LedgerReader.open(folder)) {
            RoundWriter round = ledger.round(1, Map.of("seed", 1));
            assertThat(reader.state()).isEqualTo(RunState.RUNNING);
            for (int row = 0; row < 50; row++) {
                round.persona(row, new Persona(id("persona", row), "A person " + row, "grid"));
                ledger.flush();
                assertThat(reader.round(1).funnel().personas()).isEqualTo(row + 1);
            }
        }
        assertThat(Files.exists(folder.resolve("ledger.db-wal")))
                .as("closed cleanly")
                .isFalse();
    }

    @Test
    void theFunnelCountsWhatIsKeptAndWhatIsDropped() {
        try (Ledger ledger = Ledger.open(folder)) {
            RoundWriter round = ledger.round(1, Map.of("seed", 1));
            for (int row = 0; row < 4; row++) {
                round.persona(row, new Persona(id("persona", row), "A person " + row, "grid"));
            }
            round.drop(new Drop(0, RoundStage.PROMPTS, "empty_prompt", ""));
            for (int row = 1; row < 4; row++) {
                round.prompt(row, new Prompt(id("prompt", row), id("persona", row), "Why " + row + "?"), row == 1);
            }
            Response first = response(2, 0);
            Response second = response(2, 1);
            round.response(2, first);
            round.response(2, second);
            round.judgment(2, "random/v1", first, second, new Judgment.Ranked(1.5, -0.5, 1));
            round.pair(2, pair(2));
            ledger.flush();
            try (LedgerReader reader = ledger.reader()) {
                Funnel funnel = reader.round(1).funnel();
                assertThat(funnel).isEqualTo(new Funnel(4, 3, 1, 2, 1, 1, Map.of("empty_prompt", 1L)));
                assertThat(funnel.underWay()).isEqualTo(1);
                assertThat(reader.round(1).prompts(true))
                        .extracting(Prompt::text)
                        .containsExactly("Why 1?");
                assertThat(reader.round(1).drops())
                        .containsExactly(new Drop(0, RoundStage.PROMPTS, "empty_prompt", ""));
                assertThat(reader.round(1).persona(id("persona", 3))).hasValue("A person 3");
            }
        }
    }

    @Test
    void anotherRecipeStartsNewRowsAndTheOldOneFindsItsOwn() {
        try (Ledger ledger = Ledger.open(folder);
                LedgerReader reader = ledger.reader()) {
            ledger.round(1, Map.of("judge", "a")).pair(0, pair(0));
            ledger.flush();
            assertThat(reader.round(1).pairList()).hasSize(1);
            ledger.round(1, Map.of("judge", "b"));
            assertThat(reader.round(1).pairList()).isEmpty();
            ledger.round(1, Map.of("judge", "a"));
            assertThat(reader.round(1).pairList()).hasSize(1);
        }
    }

    @Test
    void stepsThatAnEarlierTrainingLeftAreNotPartOfAShorterOne() {
        TrainStep first = new TrainStep(1, 1.25, 0.5, 1, 1e-6, 2, 512, 0.25);
        TrainStep third = new TrainStep(3, 9, 9, 9, 9, 9, 9, 9);
        try (Ledger ledger = Ledger.open(folder)) {
            RoundWriter round = ledger.round(1, Map.of());
            ledger.event(TrainStep.BEGUN, Map.of("round", 1, "steps", 3));
            round.trainStep(first);
            round.trainStep(third);
            ledger.flush();
            try (LedgerReader reader = ledger.reader()) {
                assertThat(reader.round(1).trainSteps()).containsExactly(first, third);
                ledger.event(TrainStep.BEGUN, Map.of("round", 1, "steps", 2));
                ledger.event(TrainStep.BEGUN, Map.of("round", 2, "steps", 9));
                ledger.flush();
                assertThat(reader.round(1).trainSteps()).containsExactly(first);
            }
        }
    }

    @Test
    void trainingAndMeasurementsComeBack() {
        TrainStep step = new TrainStep(3, 1.25, 0.5, Double.NaN, 1e-6, 2, 512, 0.25);
        RoundResult evaluation = new RoundResult.PromptDiversity("self_bleu", 0.53, 32);
        StageProgress stage = new StageProgress(1, RoundStage.PROMPTS, 3, 9, 1.5);
        try (Ledger ledger = Ledger.open(folder)) {
            RoundWriter round = ledger.round(1, Map.of());
            round.trainStep(new TrainStep(3, 9, 9, 9, 9, 9, 9, 9));
            round.trainStep(step);
            round.result(evaluation);
            ledger.stage(stage);
            ledger.event("rolled_back", Map.of("step", 3));
            ledger.meta("version", "0.1.0");
        }
        Instant now = Instant.now();
        try (LedgerReader reader = LedgerReader.open(folder)) {
            assertThat(reader.round(1).trainSteps()).containsExactly(step);
            assertThat(reader.round(1).results().all()).containsExactly(evaluation);
            assertThat(reader.stages()).containsExactly(stage);
            assertThat(reader.meta("version")).hasValue("0.1.0");
            assertThat(reader.eventsAfter(1)).singleElement().satisfies(event -> {
                assertThat(event.json()).isEqualTo("{\"step\":3}");
                assertThat(event.at()).isBetween(now.minusSeconds(60), now);
            });
        }
    }

    @Test
    void theStateIsWhatTheRunSaidOrInterrupted() {
        Ledger.open(folder).close();
        try (LedgerReader reader = LedgerReader.open(folder)) {
            assertThat(reader.state()).isEqualTo(RunState.INTERRUPTED);
            try (Ledger ledger = Ledger.open(folder)) {
                assertThat(reader.state()).isEqualTo(RunState.RUNNING);
                ledger.state(RunState.FINISHED, "");
            }
            assertThat(reader.state()).isEqualTo(RunState.FINISHED);
        }
    }

    @Test
    void workBesideARunLeavesItsStateAsItWas() {
        try (Ledger ledger = Ledger.open(folder)) {
            ledger.state(RunState.STOPPED, "The guard stopped it.");
        }
        try (Ledger ledger = Ledger.openBeside(folder);
                LedgerReader reader = ledger.reader()) {
            ledger.remembering(new StubModel("one"), CallPurpose.AUDIT).generate(Conversation.ask("a"), SAMPLING, 1, 1);
            assertThat(reader.state()).isEqualTo(RunState.STOPPED);
        }
        try (LedgerReader reader = LedgerReader.open(folder)) {
            assertThat(reader.state()).isEqualTo(RunState.STOPPED);
            assertThat(reader.meta("state_detail")).hasValue("The guard stopped it.");
        }
    }

    @Test
    void referencesAreNoFactsAboutTheRun() {
        try (Ledger ledger = Ledger.open(folder)) {
            ledger.reference("model/answer", -1.0 / 3);
            ledger.flush();
            assertThat(ledger.reference("model/answer")).hasValue(-1.0 / 3);
            assertThat(ledger.reference("model/another")).isEmpty();
            try (LedgerReader reader = ledger.reader()) {
                assertThat(reader.metas()).containsOnlyKeys("state", "state_detail");
            }
        }
    }

    @Test
    void callsCountToTheRoundThatMadeThem() {
        try (Ledger ledger = Ledger.open(folder);
                LedgerReader reader = ledger.reader()) {
            StubModel stub = new StubModel("one");
            ledger.remembering(stub, CallPurpose.RESPONSES, 1).generate(Conversation.ask("a"), SAMPLING, 2, 1);
            ChatModel second = ledger.remembering(stub, CallPurpose.RESPONSES, 2);
            second.generate(Conversation.ask("a"), SAMPLING, 2, 1);
            second.generate(Conversation.ask("b"), SAMPLING, 1, 1);
            assertThat(reader.calls(1)).containsExactly(new CallTotals("responses", 1, 4, 1, 4, 1e-9));
            assertThat(reader.calls(2)).containsExactly(new CallTotals("responses", 1, 4, 1, 2, 2e-9));
            assertThat(reader.calls()).containsExactly(new CallTotals("responses", 2, 8, 2, 6, 3e-9));
        }
    }

    @Test
    void callsAreTotalledByPurpose() {
        try (Ledger ledger = Ledger.open(folder)) {
            ChatModel model = ledger.remembering(new StubModel("one"), CallPurpose.RESPONSES);
            model.generate(Conversation.ask("a"), SAMPLING, 2, 1);
            model.generate(Conversation.ask("b"), SAMPLING, 2, 1);
            model.generate(Conversation.ask("b"), SAMPLING, 2, 1);
            try (LedgerReader reader = ledger.reader()) {
                assertThat(reader.calls()).containsExactly(new CallTotals("responses", 2, 8, 2, 8, 3e-9));
            }
        }
    }

    private static String id(String kind, int row) {
        return ContentId.of(Map.of("kind", kind, "row", row));
    }

    private static Response response(int row, int slot) {
        return new Response(
                ContentId.of(Map.of("row", row, "slot", slot)),
                id("prompt", row),
                slot,
                TokenIds.of(1, row),
                StubModel.answer("response %d %d".formatted(row, slot), slot));
    }

    private static PreferencePair pair(int row) {
        return new PreferencePair(
                id("pair", row),
                1,
                id("persona", row),
                Conversation.ask("Why \u00e9 \ud83d\ude00 " + row % 7 + "?"),
                Optional.of(TokenIds.of(1, row % 7, 128_255)),
                response(row, 0).answer(),
                response(row, 1).answer(),
                0.5 + row / 2000.0,
                1.0 / (row + 1),
                -0.1 * (row + 1),
                "random/v1");
    }
}
