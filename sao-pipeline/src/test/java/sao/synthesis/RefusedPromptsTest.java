package sao.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.domain.Prompt;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.novelty.BenchmarkIndex;
import sao.novelty.Novelty;
import sao.novelty.NoveltyIndex;
import sao.novelty.NoveltyRules;
import sao.result.RoundResult.AttributeCoverage;
import sao.result.RoundResult.PromptDiversity;
import sao.result.RoundResult.PromptRepetition;
import sao.rows.Funnel;
import sao.synthesis.PromptRules.Repetitions;

/// Which prompts a round does not train on: repetitions, what is held out, what a benchmark asks.
class RefusedPromptsTest {
    @TempDir
    private Path folder;

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
                    assertThat(repetition(reader, "exact")).isGreaterThan(0.05);
                    assertThat(repetition(reader, "kept")).isGreaterThanOrEqualTo(kept ? 0.05 : 0);
                    assertThat(reader.round(1).funnel().dropped().containsKey("duplicate"))
                            .isEqualTo(!kept);
                    assertThat(reader.round(1).results().all(PromptDiversity.class))
                            .filteredOn(result -> result.name().equals("distinct_2"))
                            .singleElement()
                            .satisfies(result -> assertThat(result.value()).isBetween(0.1, 1.0));
                    assertThat(reader.round(1).results().all(AttributeCoverage.class))
                            .filteredOn(result -> result.attribute().equals("occupation"))
                            .singleElement()
                            .satisfies(result -> assertThat((double) result.seen() / result.of())
                                    .isBetween(0.3, 1.0));
                }
            }
        }
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
                    List<Prompt> kept = reader.round(1).prompts(true);
                    assertThat(kept).hasSize(40);
                    kept.forEach(prompt -> heldOut.decide(0, prompt.text()));
                    assertThat(reader.round(1).prompts(false))
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
                asked = reader.round(1).prompts(false).getFirst().text();
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
                assertThat(reader.round(1).prompts(false))
                        .extracting(Prompt::text)
                        .doesNotContain(asked);
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

    private static double repetition(LedgerReader reader, String kind) {
        return reader.round(1).results().all(PromptRepetition.class).stream()
                .filter(result -> result.kind().equals(kind))
                .findFirst()
                .orElseThrow()
                .share()
                .value();
    }
}
