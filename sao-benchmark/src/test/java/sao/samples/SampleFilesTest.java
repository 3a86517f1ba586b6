package sao.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.error.SaoException;
import sao.statistics.McNemar;

class SampleFilesTest {
    @TempDir
    private Path folder = Path.of("");

    private Path file(String name, String... lines) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, List.of(lines));
    }

    /// A folder as lm-eval 0.4 writes it with `--log_samples`.
    private Path harness(String name, int... correct) throws IOException {
        String[] lines = new String[correct.length];
        double sum = 0;
        for (int i = 0; i < correct.length; i++) {
            lines[i] =
                    "{\"doc_id\": %d, \"doc\": {}, \"filter\": \"none\", \"metrics\": [\"acc\", \"acc_norm\"], \"doc_hash\": \"h%d\", \"acc\": %d.0, \"acc_norm\": 1.0}"
                            .formatted(i, i, correct[i]);
            sum += correct[i];
        }
        file(name + "/samples_arc_challenge_2026-01-02T03-04-05.678901.jsonl", lines);
        return file(
                name + "/results_2026-01-02T03-04-05.678901.json",
                "{\"results\": {\"arc_challenge\": {\"alias\": \"arc\", \"acc,none\": %s}}}"
                        .formatted(sum / correct.length));
    }

    @Test
    void filesOfTheHarnessAreComparedQuestionByQuestion() throws IOException {
        Path first = harness("a", 1, 1, 0, 0, 1, 0);
        Path second = harness("b", 1, 0, 1, 1, 1, 1);
        SampleComparison compared = SampleComparison.of(
                List.of("a", "b"),
                List.of(SampleFiles.read(first), SampleFiles.read(Objects.requireNonNull(second.getParent()))));
        SampleComparison.Row row = compared.rows().getFirst();
        assertThat(row.key()).isEqualTo(new SampleSet.TaskMetric("arc_challenge", "none", "acc"));
        assertThat(row.result().difference()).isCloseTo(2.0 / 6, within(1e-12));
        assertThat(row.result().exact()).contains(new McNemar(3, 1));
        assertThat(row.result().p()).isCloseTo(0.625, within(1e-12));
        assertThat(row.holm()).isEqualTo(1); // two metrics
        assertThat(compared.rows()).hasSize(2);
    }

    @Test
    void aResultsFileMustAgreeWithItsSamples() throws IOException {
        Path results = harness("a", 1, 0);
        Files.writeString(results, "{\"results\": {\"arc_challenge\": {\"acc,none\": 0.75}}}");
        assertThatThrownBy(() -> SampleFiles.read(results))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("states 0.75 for arc_challenge acc");
    }

    @Test
    void ownSamplesNeedIdAndCorrect() throws IOException {
        Path file = file("own.jsonl", "{\"id\": 1, \"correct\": true}", "{\"id\": 2, \"correct\": false}");
        Map<SampleSet.TaskMetric, SampleSet> sets = SampleFiles.read(file);
        assertThat(Objects.requireNonNull(sets.get(new SampleSet.TaskMetric("", "none", "correct")))
                        .mean())
                .isEqualTo(0.5);
        Path wrong = file("wrong.jsonl", "{\"id\": 1, \"correct\": \"yes\"}");
        assertThatThrownBy(() -> SampleFiles.read(wrong)).hasMessageContaining("Record 1 of");
    }

    @Test
    void moreThanOnePercentUnmatchedQuestionsStop() throws IOException {
        Map<SampleSet.TaskMetric, SampleSet> first =
                SampleFiles.read(file("a.jsonl", "{\"id\": 1, \"correct\": true}", "{\"id\": 2, \"correct\": false}"));
        Map<SampleSet.TaskMetric, SampleSet> second =
                SampleFiles.read(file("b.jsonl", "{\"id\": 1, \"correct\": true}"));
        assertThatThrownBy(() -> SampleComparison.of(List.of("a", "b"), List.of(first, second)))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("more than 1 %");
    }
}
