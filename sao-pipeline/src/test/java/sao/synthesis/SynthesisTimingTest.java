package sao.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.prompt.PromptKind;

/// Threads, timing and neighbours change no row of a round.
class SynthesisTimingTest {
    @TempDir
    private Path folder;

    @Test
    void threadsAndTimingChangeNeitherRowsNorCalls() {
        StubModel first = new StubModel();
        List<String> alone = StubRun.rowsOf(folder.resolve("alone"), first, 1);
        assertThat(alone.size()).isGreaterThan(StubRun.COUNT);
        for (long seed = 0; seed < 5; seed++) {
            StubModel shuffled = new ShuffledModel(seed, 6);
            assertThat(StubRun.rowsOf(folder.resolve("shuffled-" + seed), shuffled, 16))
                    .as("seed %d", seed)
                    .isEqualTo(alone);
            assertThat(shuffled.asked.get()).as("seed %d", seed).isEqualTo(first.asked.get());
        }
    }

    @Test
    void manyBlocksOfRowsWithSeveralKindsDoNotDependOnTiming() {
        PromptMix mix = new PromptMix(Map.of(PromptKind.KNOWLEDGE, 1.0, PromptKind.CODING, 1.0));
        SynthesisSettings alone = StubRun.settings(600, StubRun.prompts(mix, 0), 1);
        List<String> first = StubRun.rowsOf(folder.resolve("alone"), new StubModel(), alone);
        assertThat(first.size()).isGreaterThan(600);
        List<String> shuffled = StubRun.rowsOf(
                folder.resolve("shuffled"),
                new ShuffledModel(4, 6),
                StubRun.settings(600, StubRun.prompts(mix, 0), 300));
        assertThat(shuffled).isEqualTo(first);
    }
}
