package sao.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.domain.ChatModel;
import sao.domain.Conversation;
import sao.domain.Generation;
import sao.domain.Prompt;
import sao.domain.SamplingSettings;
import sao.domain.SaoException;
import sao.judging.AnsweredPrompt;
import sao.ledger.CallCounts;
import sao.ledger.Evaluation;
import sao.ledger.Funnel;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.ledger.RunState;
import sao.novelty.BenchmarkIndex;
import sao.novelty.Novelty;
import sao.novelty.NoveltyIndex;
import sao.novelty.NoveltyRules;
import sao.pairing.FlaggedAnswers;
import sao.pairing.PairRules;
import sao.pairing.TruncatedAnswers;
import sao.persona.PersonaFile;

/// The rows of a round, whatever the threads, the timing and the interruptions.
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
                assertThat(reader.funnel(1)).isEqualTo(funnel);
                assertThat(reader.pairs(1))
                        .hasSize((int) funnel.pairs())
                        .isSortedAccordingTo((some, other) -> some.id().compareTo(other.id()));
            }
        }
    }

    @Test
    void threadsAndTimingChangeNeitherRowsNorCalls() {
        StubModel first = new StubModel();
        List<String> alone = rowsOf("alone", first, 1);
        assertThat(alone.size()).isGreaterThan(StubRun.COUNT);
        for (long seed = 0; seed < 5; seed++) {
            StubModel shuffled = new ShuffledModel(seed, 6);
            assertThat(rowsOf("shuffled-" + seed, shuffled, 16))
                    .as("seed %d", seed)
                    .isEqualTo(alone);
            assertThat(shuffled.asked.get()).as("seed %d", seed).isEqualTo(first.asked.get());
        }
    }

    @Test
    void aFinishedRoundRunAgainAsksNothing() {
        List<String> before = rowsOf("once", new StubModel(), 16);
        StubModel again = new StubModel();
        try (Ledger ledger = Ledger.open(folder.resolve("once"))) {
            StubRun.run(ledger, again, 16);
            assertThat(ledger.calls().values())
                    .allSatisfy(counts -> assertThat(counts.asked()).isZero());
            try (LedgerReader reader = ledger.reader()) {
                assertThat(StubRun.rows(reader)).isEqualTo(before);
            }
        }
        assertThat(again.asked).hasValue(0);
    }

    @Test
    void anInterruptedRoundIsContinuedWhereItWas() throws Exception {
        List<String> undisturbed = rowsOf("undisturbed", new StubModel(), 8);
        Path disturbed = folder.resolve("disturbed");
        int asked = 0;
        for (int calls : new int[] {1, 10, 30, 50}) {
            CountDownLatch reached = new CountDownLatch(1);
            StubModel model = new BlockingAfter(calls, reached);
            AtomicReference<Throwable> end = new AtomicReference<>();
            Thread run = Thread.ofPlatform().start(() -> {
                try (Ledger ledger = Ledger.open(disturbed)) {
                    StubRun.run(ledger, model, 8);
                } catch (CancellationException e) {
                    end.set(e);
                } finally {
                    reached.countDown();
                }
            });
            reached.await();
            run.interrupt();
            run.join();
            assertThat(end.get()).as("after %d calls", calls).isInstanceOf(CancellationException.class);
            asked += calls;
            try (LedgerReader reader = LedgerReader.open(disturbed)) {
                assertThat(reader.state()).isEqualTo(RunState.INTERRUPTED);
            }
        }
        StubModel last = new StubModel();
        try (Ledger ledger = Ledger.open(disturbed)) {
            StubRun.run(ledger, last, 8);
            assertThat(ledger.calls().values().stream()
                            .mapToLong(CallCounts::stored)
                            .sum())
                    .as("of %d answered, only those under way at an interrupt may be lost", asked)
                    .isGreaterThanOrEqualTo(asked - 4 * 8);
            try (LedgerReader reader = ledger.reader()) {
                assertThat(StubRun.rows(reader)).isEqualTo(undisturbed);
            }
        }
    }

    @Test
    void aFailingModelEndsTheRoundWithItsError() {
        StubModel failing = new StubModel() {
            @Override
            public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
                if (asked.get() >= 20) {
                    throw new SaoException("The model is out of memory.", "Use fewer slots.");
                }
                return super.generate(conversation, sampling, count, seed);
            }
        };
        try (Ledger ledger = Ledger.open(folder)) {
            assertThatThrownBy(() -> StubRun.run(ledger, failing, 16)).hasMessageContaining("out of memory");
        }
    }

    @Test
    void repetitionsThatAreKeptAreCounted() {
        PromptSettings drop = StubRun.prompts(PromptMix.PAPER, 0);
        PromptSettings keep = with(Repetitions.KEEP, new BenchmarkIndex(8));
        for (PromptSettings prompts : List.of(drop, keep)) {
            boolean kept = prompts.equals(keep);
            try (Ledger ledger = Ledger.open(folder.resolve(kept ? "keep" : "drop"))) {
                SynthesisSettings usual = StubRun.settings(120, prompts, 16);
                SynthesisSettings settings = new SynthesisSettings(
                        usual.seed(), usual.count(), 0, 2, prompts, 2, usual.responses(), usual.inFlight());
                StubRun.synthesis(ledger, new StubModel(), settings).run(ledger, 1);
                try (LedgerReader reader = ledger.reader()) {
                    assertThat(figure(reader, "diversity/repetition_exact")).isGreaterThan(0.05);
                    assertThat(figure(reader, "diversity/repetition_kept")).isGreaterThanOrEqualTo(kept ? 0.05 : 0);
                    assertThat(reader.funnel(1).dropped().containsKey("duplicate"))
                            .isEqualTo(!kept);
                    assertThat(figure(reader, "diversity/distinct_2")).isBetween(0.1, 1.0);
                    assertThat(figure(reader, "coverage/occupation")).isBetween(0.3, 1.0);
                }
            }
        }
    }

    private static PromptSettings with(Repetitions repetitions, BenchmarkIndex benchmarks) {
        PromptSettings usual = StubRun.prompts(PromptMix.PAPER, 0);
        return new PromptSettings(
                usual.template(),
                usual.mix(),
                usual.language(),
                usual.sampling(),
                new PromptRules(usual.rules().novelty(), repetitions, benchmarks, 0));
    }

    @Test
    void noPromptToTrainOnRepeatsOneThatIsHeldOut() {
        for (Repetitions repetitions : Repetitions.values()) {
            SynthesisSettings usual = StubRun.settings(200, with(repetitions, new BenchmarkIndex(8)), 16);
            SynthesisSettings settings = new SynthesisSettings(
                    usual.seed(), 200, 40, 3, usual.prompts(), 2, usual.responses(), usual.inFlight());
            try (Ledger ledger = Ledger.open(folder.resolve(repetitions.label()))) {
                Funnel funnel =
                        StubRun.synthesis(ledger, new StubModel(), settings).run(ledger, 1);
                assertThat(funnel.dropped().containsKey("repeats_held_out"))
                        .as("a model that repeats itself, where only that is refused")
                        .isEqualTo(repetitions == Repetitions.KEEP);
                try (LedgerReader reader = ledger.reader()) {
                    NoveltyRules rules = usual.prompts().rules().novelty();
                    NoveltyIndex heldOut = new NoveltyIndex(rules);
                    List<Prompt> kept = reader.prompts(1, true);
                    assertThat(kept).hasSize(40);
                    kept.forEach(prompt -> heldOut.decide(0, prompt.text()));
                    assertThat(reader.prompts(1, false))
                            .hasSize(200)
                            .allSatisfy(prompt ->
                                    assertThat(heldOut.look(prompt.text())).isInstanceOf(Novelty.Accepted.class));
                }
            }
        }
    }

    @Test
    void aPromptOfABenchmarkIsRefusedByTheBenchmarksName() {
        String asked;
        try (Ledger ledger = Ledger.open(folder.resolve("first"))) {
            StubRun.run(ledger, new StubModel(), 16);
            try (LedgerReader reader = ledger.reader()) {
                asked = reader.prompts(1, false).getFirst().text();
            }
        }
        BenchmarkIndex benchmarks = new BenchmarkIndex(8);
        benchmarks.add("my_exam.jsonl:3", asked);
        try (Ledger ledger = Ledger.open(folder.resolve("second"))) {
            Funnel funnel = StubRun.synthesis(
                            ledger, new StubModel(), StubRun.settings(60, with(Repetitions.DROP, benchmarks), 16))
                    .run(ledger, 1);
            assertThat(funnel.dropped()).containsKey("benchmark_overlap/my_exam.jsonl");
            try (LedgerReader reader = ledger.reader()) {
                assertThat(reader.prompts(1, false)).extracting(Prompt::text).doesNotContain(asked);
            }
        }
    }

    @Test
    void manyBlocksOfRowsWithSeveralKindsDoNotDependOnTiming() {
        PromptMix mix = new PromptMix(Map.of(PromptKind.KNOWLEDGE, 1.0, PromptKind.CODING, 1.0));
        SynthesisSettings alone = StubRun.settings(600, StubRun.prompts(mix, 0), 1);
        List<String> first = rowsOf("alone", new StubModel(), alone);
        assertThat(first.size()).isGreaterThan(600);
        List<String> shuffled =
                rowsOf("shuffled", new ShuffledModel(4, 6), StubRun.settings(600, StubRun.prompts(mix, 0), 300));
        assertThat(shuffled).isEqualTo(first);
    }

    private List<String> rowsOf(String name, ChatModel model, SynthesisSettings settings) {
        try (Ledger ledger = Ledger.open(folder.resolve(name))) {
            StubRun.synthesis(ledger, model, settings).run(ledger, 1);
            try (LedgerReader reader = ledger.reader()) {
                return StubRun.rows(reader);
            }
        }
    }

    private static double figure(LedgerReader reader, String metric) {
        return reader.evaluations(1).stream()
                .filter(row -> row.metric().equals(metric))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void personasThatRunOutEndTheRound() throws Exception {
        Path file = Files.writeString(folder.resolve("people.txt"), "A baker\nA shepherd\nA diver\n");
        try (Ledger ledger = Ledger.open(folder.resolve("run"))) {
            ChatModel model = ledger.remembering(new StubModel(), "all");
            SynthesisParts parts = new SynthesisParts(
                    new PersonaFile(file, "persona", _ -> {}),
                    Optional.empty(),
                    model,
                    model,
                    new sao.judging.RandomJudge(1),
                    "",
                    new PairRules(0, 4, TruncatedAnswers.KEEP, FlaggedAnswers.DROP, 0),
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
                        .isEqualTo(reader.prompts(1, false).subList(0, 10));
            }
            assertThat(sample.getFirst().responses().getFirst().promptId())
                    .isEqualTo(sample.getFirst().prompt().id());
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
                assertThat(reader.answered(1)).isEqualTo(StubRun.COUNT);
                assertThat(reader.evaluations(1))
                        .extracting(Evaluation::metric)
                        .filteredOn(metric -> metric.startsWith("flagged/"))
                        .containsExactly(
                                "flagged/empty",
                                "flagged/loop",
                                "flagged/refusal",
                                "flagged/template_leakage",
                                "flagged/truncated",
                                "flagged/twin");
                assertThat(reader.evaluations(1))
                        .filteredOn(row -> row.metric().equals("flagged/twin"))
                        .singleElement()
                        .satisfies(row -> assertThat(row.value()).isBetween(0.02, 0.5));
                long leftBeforeJudging = reader.dropsByStage(1).getOrDefault("responses", Map.of()).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
                assertThat(funnel.judgments()).isEqualTo(StubRun.COUNT - leftBeforeJudging);
            }
        }
    }

    private List<String> rowsOf(String name, ChatModel model, int inFlight) {
        try (Ledger ledger = Ledger.open(folder.resolve(name))) {
            StubRun.run(ledger, model, inFlight);
            try (LedgerReader reader = ledger.reader()) {
                return StubRun.rows(reader);
            }
        }
    }

    /// Answers a number of calls, and then none until it is interrupted.
    private static final class BlockingAfter extends StubModel {
        private final int calls;
        private final CountDownLatch reached;

        private BlockingAfter(int calls, CountDownLatch reached) {
            this.calls = calls;
            this.reached = reached;
        }

        @Override
        public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
            if (asked.get() >= calls) {
                reached.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new CancellationException("interrupted");
                }
            }
            return super.generate(conversation, sampling, count, seed);
        }
    }
}
