package sao.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static sao.training.TinyTraining.PAIRS;
import static sao.training.TinyTraining.train;
import static sao.training.TinyTraining.weights;
import static sao.training.TinyTraining.with;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.loss.DpoLoss;
import sao.loss.KtoLoss;
import sao.trainer.TrainingSettings;
import sao.training.TinyTraining.Notes;

/// Losses that look at the start model: what it says is asked once, and is the same after a kill.
class ReferenceLossTest {
    @TempDir
    private Path folder;

    @Test // at the start policy and reference are equal: -log sigmoid(0) = log 2
    void aReferenceLossBeginsAtTheLogarithmOfTwo() {
        var notes = new Notes(Integer.MAX_VALUE);
        train(folder, with(new DpoLoss(0.1, 0, false)), notes);
        assertThat(notes.steps.getFirst().loss()).isCloseTo(Math.log(2), within(1e-6));
        assertThat(notes.steps.getLast().loss()).isLessThan(Math.log(2));
    }

    @Test
    void aReferenceLossResumesWithTheStartAsItsReference() throws IOException {
        TrainingSettings settings = with(new DpoLoss(0.1, 0, false));
        byte[] expected = weights(train(folder.resolve("whole"), settings, new Notes(Integer.MAX_VALUE)));
        train(folder.resolve("parts"), settings, new Notes(9));
        byte[] found = weights(train(folder.resolve("parts"), settings, new Notes(Integer.MAX_VALUE)));
        assertThat(found).isEqualTo(expected);
    }

    @Test // at the start nothing has moved: both sides cost 1 - sigmoid(0)
    void aLossThatNeedsTheDivergenceMeasuresItAndResumes() throws IOException {
        TrainingSettings settings = with(new KtoLoss(0.1, 1, 1));
        var notes = new Notes(Integer.MAX_VALUE);
        byte[] expected = weights(train(folder.resolve("whole"), settings, notes));
        assertThat(notes.steps.getFirst().loss()).isCloseTo(0.5, within(1e-6));
        assertThat(notes.steps.getLast().loss()).isLessThan(0.5);
        train(folder.resolve("parts"), settings, new Notes(9));
        assertThat(weights(train(folder.resolve("parts"), settings, new Notes(Integer.MAX_VALUE))))
                .isEqualTo(expected);
    }

    /// Counts what is asked of it.
    private static final class CountingMemory implements ReferenceMemory {
        private final Map<String, Double> values = new HashMap<>();
        private int kept;

        @Override
        public OptionalDouble find(String key) {
            return values.containsKey(key)
                    ? OptionalDouble.of(values.getOrDefault(key, Double.NaN))
                    : OptionalDouble.empty();
        }

        @Override
        public void keep(String key, double logProbability) {
            values.put(key, logProbability);
            kept++;
        }
    }

    @Test
    void theStartModelIsAskedOnce() throws IOException {
        TrainingSettings settings = with(new DpoLoss(0.1, 0, false));
        var memory = new CountingMemory();
        byte[] expected = weights(train(folder.resolve("one"), memory, settings));
        assertThat(memory.kept).isEqualTo(2 * PAIRS.size());
        byte[] again = weights(train(folder.resolve("two"), memory, settings));
        assertThat(memory.kept).isEqualTo(2 * PAIRS.size());
        assertThat(again).isEqualTo(expected);
    }

    @Test
    void aReferenceThatAKillCutOffIsComputedAgain() throws IOException {
        Path file = folder.resolve("references.txt");
        String key = "0123456789abcdef".repeat(4);
        new ReferenceFile(file).keep(key, -1.25);
        Files.writeString(file, "\n" + key.replace('0', '1') + " -12.", StandardOpenOption.APPEND);
        new ReferenceFile(file).keep(key.replace('0', '2'), -3);
        var found = new ReferenceFile(file);
        assertThat(found.find(key)).hasValue(-1.25);
        assertThat(found.find(key.replace('0', '1'))).isEmpty();
        assertThat(found.find(key.replace('0', '2'))).hasValue(-3);
    }
}
