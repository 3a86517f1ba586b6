package sao.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.calls.CallPurpose;
import sao.domain.AnsweredPrompt;
import sao.domain.Prompt;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.novelty.Novelty;
import sao.novelty.NoveltyIndex;
import sao.persona.PersonaFile;
import sao.rows.Funnel;
import sao.synthesis.PromptRules.Repetitions;

/// What a round may not take again from the rounds before it. Seeds 42 and 43.
class EarlierRoundsTest {
    @TempDir
    private Path folder;

    @Test
    void aRoundAsksNoPromptOfAnEarlierOne() {
        try (Ledger ledger = Ledger.open(folder)) {
            StubModel model = new StubModel();
            StubRun.synthesis(ledger, model, settings(42, Repetitions.DROP)).run(ledger, 1);
            Funnel second = StubRun.synthesis(ledger, model, settings(43, Repetitions.DROP))
                    .run(ledger, 2);
            assertThat(second.dropped()).containsKey("repeats_earlier_round");
            assertThat(prompts(ledger, 2, true)).hasSize(StubRun.HELD_OUT);
            assertThat(repeated(ledger, prompts(ledger, 1, true), 2, true)).isEmpty();
            assertThat(repeated(ledger, prompts(ledger, 1, true), 2, false)).isEmpty();
            assertThat(repeated(ledger, prompts(ledger, 1, false), 2, true)).isEmpty();
            assertThat(repeated(ledger, prompts(ledger, 1, false), 2, false)).isEmpty();
        }
    }

    @Test
    void whereRepetitionsAreKeptNoHeldOutPromptWasTrainedOnBefore() {
        try (Ledger ledger = Ledger.open(folder)) {
            StubModel model = new StubModel();
            StubRun.synthesis(ledger, model, settings(42, Repetitions.KEEP)).run(ledger, 1);
            StubRun.synthesis(ledger, model, settings(43, Repetitions.KEEP)).run(ledger, 2);
            assertThat(repeated(ledger, prompts(ledger, 1, false), 2, true)).isEmpty();
            assertThat(repeated(ledger, prompts(ledger, 1, true), 2, false)).isEmpty();
            assertThat(repeated(ledger, prompts(ledger, 1, false), 2, false)).isNotEmpty();
        }
    }

    @Test
    void aSampleOfALaterRoundIsItsBeginning() {
        try (Ledger ledger = Ledger.open(folder)) {
            StubModel model = new StubModel();
            StubRun.synthesis(ledger, model, settings(42, Repetitions.DROP)).run(ledger, 1);
            Synthesis second = StubRun.synthesis(ledger, model, settings(43, Repetitions.DROP));
            List<AnsweredPrompt> sample = second.sample(ledger, 2, 10);
            second.run(ledger, 2);
            assertThat(sample)
                    .hasSize(10)
                    .extracting(AnsweredPrompt::prompt)
                    .isEqualTo(prompts(ledger, 2, false).subList(0, 10));
        }
    }

    @Test
    void personasOfAFileDifferFromRoundToRound() throws IOException {
        Path file = Files.write(
                folder.resolve("people.txt"),
                IntStream.range(0, 400)
                        .mapToObj("Baker number %d of a long street."::formatted)
                        .toList());
        try (Ledger ledger = Ledger.open(folder.resolve("run"))) {
            List<Set<String>> personas = new ArrayList<>();
            for (int round = 1; round <= 2; round++) {
                SynthesisSettings settings = settings(41 + round, Repetitions.DROP);
                StubModel model = new StubModel();
                SynthesisParts usual = StubRun.parts(
                        ledger.remembering(model, CallPurpose.PROMPTS),
                        ledger.remembering(model, CallPurpose.RESPONSES),
                        settings);
                SynthesisParts parts = new SynthesisParts(
                        new PersonaFile(file, "persona", _ -> {}),
                        usual.personaWriting(),
                        usual.promptWriter(),
                        usual.responder(),
                        usual.judge(),
                        usual.judgeModel(),
                        usual.rules(),
                        usual.anchor(),
                        usual.hints());
                new Synthesis(parts, settings).run(ledger, round);
                personas.add(new HashSet<>(prompts(ledger, round, false).stream()
                        .map(Prompt::personaId)
                        .collect(Collectors.toSet())));
            }
            assertThat(personas.getLast()).hasSize(StubRun.COUNT).doesNotContainAnyElementsOf(personas.getFirst());
        }
    }

    private static SynthesisSettings settings(long seed, Repetitions repetitions) {
        SynthesisSettings usual = StubRun.settings(8);
        PromptSettings prompts = usual.prompts();
        PromptRules rules = prompts.rules();
        return new SynthesisSettings(
                seed,
                usual.count(),
                usual.heldOut(),
                3,
                new PromptSettings(
                        prompts.template(),
                        prompts.mix(),
                        prompts.language(),
                        prompts.sampling(),
                        new PromptRules(rules.novelty(), repetitions, rules.benchmarks(), 0)),
                usual.answers(),
                usual.responses(),
                usual.inFlight());
    }

    private static List<Prompt> prompts(Ledger ledger, int round, boolean heldOut) {
        try (LedgerReader reader = ledger.reader()) {
            return reader.round(round).prompts(heldOut);
        }
    }

    /// {@return prompts of a round that repeat one of the given}
    private static List<Prompt> repeated(Ledger ledger, List<Prompt> known, int round, boolean heldOut) {
        NoveltyIndex index =
                new NoveltyIndex(StubRun.settings(8).prompts().rules().novelty());
        known.forEach(prompt -> index.decide(0, prompt.text()));
        return prompts(ledger, round, heldOut).stream()
                .filter(prompt -> index.look(prompt.text()) instanceof Novelty.Refused)
                .toList();
    }
}
