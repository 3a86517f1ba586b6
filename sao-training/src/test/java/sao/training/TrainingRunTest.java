package sao.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sao.architecture.Family;
import sao.architecture.Precision;
import sao.checkpoint.Checkpoints;
import sao.domain.PreferencePair;
import sao.domain.SaoException;
import sao.gradient.TinyModel;
import sao.loss.DpoLoss;
import sao.loss.KtoLoss;
import sao.loss.PreferenceLoss;
import sao.loss.SimpoLoss;
import sao.loss.WpoLoss;
import sao.tensor.TensorScope;

class TrainingRunTest {
    private static final List<PreferencePair> PAIRS = TinyPairs.drawn(11, 1);

    @TempDir
    private Path folder;

    /// Keeps what it hears, and asks to stop after so many pairs.
    private static final class Notes implements TrainingListener {
        private final int stopAfter;
        private int pairs;
        private final List<TrainingStep> steps = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();

        Notes(int stopAfter) {
            this.stopAfter = stopAfter;
        }

        @Override
        public void pairDone(int step, int done, int of) {
            pairs++;
        }

        @Override
        public void stepDone(TrainingStep step) {
            steps.add(step);
        }

        @Override
        public void warned(String message) {
            warnings.add(message);
        }

        @Override
        public boolean stopRequested() {
            return pairs >= stopAfter;
        }

        /// What must not depend on where the training was interrupted.
        List<List<Object>> numbers() {
            return steps.stream()
                    .map(step -> List.<Object>of(
                            step.step(), step.loss(), step.margin(), step.gradientNorm(), step.learningRate()))
                    .toList();
        }
    }

    private static TrainingResult train(Path folder, TrainingSettings settings, Notes notes) {
        return train(new TinyModel(Family.LLAMA, 2), PAIRS, folder, settings, notes);
    }

    private static TrainingResult train(
            TinyModel model, List<PreferencePair> pairs, Path folder, TrainingSettings settings, Notes notes) {
        try (var _ = TensorScope.open();
                var run = new TrainingRun(TinyPairs.inputs(model, pairs, settings), TrainingPlace.in(folder), notes)) {
            return run.train();
        }
    }

    private static byte[] weights(TrainingResult result) throws IOException {
        return Files.readAllBytes(result.checkpoint().orElseThrow().resolve(Checkpoints.WEIGHTS));
    }

    @Test
    void theLossFallsAndTheMarginGrows() {
        var notes = new Notes(Integer.MAX_VALUE);
        TrainingResult result = train(folder, TinyPairs.settings(Precision.FLOAT32, 4), notes);
        assertThat(result.finished()).isTrue();
        assertThat(result.steps()).isEqualTo(6);
        assertThat(notes.steps).hasSize(6);
        assertThat(notes.steps.getLast().loss())
                .isLessThan(notes.steps.getFirst().loss());
        assertThat(notes.steps.getLast().margin())
                .isGreaterThan(notes.steps.getFirst().margin());
        assertThat(notes.steps.getLast().epoch()).isEqualTo(2);
        assertThat(notes.steps.getFirst().learningRate()).isZero(); // the first step of a warm-up
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void aResumedTrainingIsBitwiseTheUninterruptedOne(Precision precision) throws IOException {
        TrainingSettings settings = TinyPairs.settings(precision, 4);
        var whole = new Notes(Integer.MAX_VALUE);
        byte[] expected = weights(train(folder.resolve("whole"), settings, whole));

        var heard = new ArrayList<List<Object>>();
        TrainingResult result;
        int sessions = 0;
        do {
            var notes = new Notes(5); // pairs, so a session ends in the middle of its second step
            result = train(folder.resolve("parts"), settings, notes);
            heard.addAll(notes.numbers());
            sessions++;
        } while (!result.finished());
        assertThat(sessions).isGreaterThan(3);
        assertThat(heard).isEqualTo(whole.numbers());
        assertThat(weights(result)).isEqualTo(expected);
    }

    @Test
    void aFinishedTrainingIsNotTrainedAgain() throws IOException {
        TrainingSettings settings = TinyPairs.settings(Precision.FLOAT32, 4);
        byte[] expected = weights(train(folder, settings, new Notes(Integer.MAX_VALUE)));
        var again = new Notes(Integer.MAX_VALUE);
        TrainingResult result = train(folder, settings, again);
        assertThat(again.steps).isEmpty();
        assertThat(result.finished()).isTrue();
        assertThat(weights(result)).isEqualTo(expected);
    }

    @Test
    void aDamagedCheckpointIsRefusedAndTheOneBeforeIsUsed() throws IOException {
        TrainingSettings settings = TinyPairs.settings(Precision.FLOAT32, 4);
        byte[] expected = weights(train(folder.resolve("whole"), settings, new Notes(Integer.MAX_VALUE)));

        Path parts = folder.resolve("parts");
        Path newest =
                train(parts, settings, new Notes(PAIRS.size() + 8)).checkpoint().orElseThrow();
        Path file = newest.resolve(Checkpoints.WEIGHTS);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);

        var notes = new Notes(Integer.MAX_VALUE);
        TrainingResult result = train(parts, settings, notes);
        assertThat(notes.warnings)
                .anySatisfy(warning ->
                        assertThat(warning).contains(newest.getFileName().toString(), "damaged", Checkpoints.WEIGHTS));
        assertThat(notes.steps.getFirst().step()).isEqualTo(5);
        assertThat(weights(result)).isEqualTo(expected);
    }

    @Test
    void aCheckpointOfOtherSettingsIsNotUsed() {
        train(folder, TinyPairs.settings(Precision.FLOAT32, 4), new Notes(9));
        var notes = new Notes(Integer.MAX_VALUE);
        train(folder, TinyPairs.settings(Precision.FLOAT32, 3), notes);
        assertThat(notes.steps.getFirst().step()).isEqualTo(1);
        assertThat(notes.warnings).anySatisfy(warning -> assertThat(warning).contains("other settings"));
    }

    @Test
    void theLastTwoCheckpointsAreKept() throws IOException {
        train(folder, TinyPairs.settings(Precision.FLOAT32, 2), new Notes(Integer.MAX_VALUE));
        try (Stream<Path> checkpoints = Files.list(folder)) {
            assertThat(checkpoints.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("step-00000010", "step-00000012");
        }
    }

    @Test
    void aBrokenLossStopsAtOnceAndNamesThePair() {
        var model = new TinyModel(Family.LLAMA, 2);
        model.spoil("model.norm.weight");
        assertThatExceptionOfType(SaoException.class)
                .isThrownBy(() -> train(
                        model, PAIRS, folder, TinyPairs.settings(Precision.FLOAT32, 4), new Notes(Integer.MAX_VALUE)))
                .withMessageContaining("NaN")
                .withMessageContaining("pair-")
                .withMessageContaining("step 1");
    }

    @Test
    void aTrainingThatIsAllWarmUpIsRefused() {
        var settings = TinyPairs.settings(Precision.FLOAT32, 128);
        var once = new TrainingSettings(
                settings.loss(),
                false,
                settings.optimizer(),
                new DataSettings(128, 1, true, 7, 64, 32),
                settings.compute());
        assertThatExceptionOfType(SaoException.class)
                .isThrownBy(() -> train(folder, once, new Notes(Integer.MAX_VALUE)))
                .withMessageContaining("warm-up");
    }

    private static TrainingSettings with(PreferenceLoss loss) {
        var settings = TinyPairs.settings(Precision.FLOAT32, 4);
        return new TrainingSettings(loss, false, settings.optimizer(), settings.data(), settings.compute());
    }

    @Test // at the start policy and reference are equal: -log sigmoid(0) = log 2
    void aReferenceLossBeginsAtTheLogarithmOfTwo() {
        var notes = new Notes(Integer.MAX_VALUE);
        train(folder, with(new DpoLoss(0.1, 0, false)), notes);
        assertThat(notes.steps.getFirst().loss()).isCloseTo(Math.log(2), org.assertj.core.api.Assertions.within(1e-6));
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
        assertThat(notes.steps.getFirst().loss()).isCloseTo(0.5, org.assertj.core.api.Assertions.within(1e-6));
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
        byte[] expected = weights(train(new TrainingPlace(folder.resolve("one"), memory), settings));
        assertThat(memory.kept).isEqualTo(2 * PAIRS.size());
        byte[] again = weights(train(new TrainingPlace(folder.resolve("two"), memory), settings));
        assertThat(memory.kept).isEqualTo(2 * PAIRS.size());
        assertThat(again).isEqualTo(expected);
    }

    private static TrainingResult train(TrainingPlace place, TrainingSettings settings) {
        try (var _ = TensorScope.open();
                var run = new TrainingRun(
                        TinyPairs.inputs(new TinyModel(Family.LLAMA, 2), PAIRS, settings),
                        place,
                        new Notes(Integer.MAX_VALUE))) {
            return run.train();
        }
    }

    @Test
    void aReferenceThatAKillCutOffIsComputedAgain() throws IOException {
        Path file = folder.resolve("references.txt");
        String key = "0123456789abcdef".repeat(4);
        new ReferenceFile(file).keep(key, -1.25);
        Files.writeString(file, "\n" + key.replace('0', '1') + " -12.", java.nio.file.StandardOpenOption.APPEND);
        new ReferenceFile(file).keep(key.replace('0', '2'), -3);
        var found = new ReferenceFile(file);
        assertThat(found.find(key)).hasValue(-1.25);
        assertThat(found.find(key.replace('0', '1'))).isEmpty();
        assertThat(found.find(key.replace('0', '2'))).hasValue(-3);
    }

    @Test
    void pairsThatTheModelWouldNotWriteCountLess() {
        var plain = new Notes(Integer.MAX_VALUE);
        var weighted = new Notes(Integer.MAX_VALUE);
        train(folder.resolve("plain"), with(SimpoLoss.of(10, 3)), plain);
        train(folder.resolve("weighted"), with(new WpoLoss(SimpoLoss.of(10, 3))), weighted);
        assertThat(weighted.steps.getFirst().loss())
                .isPositive()
                .isLessThan(plain.steps.getFirst().loss());
        assertThat(weighted.steps.getFirst().margin())
                .isEqualTo(plain.steps.getFirst().margin());
    }

    @Test
    void settingsOutsideTheSafeRegionAreWarnedOf() {
        var notes = new Notes(Integer.MAX_VALUE);
        TrainingResult result = train(folder, with(SimpoLoss.of(2, 3)), notes);
        assertThat(result.warnings()).hasSize(2);
        assertThat(result.warnings().get(0)).contains("gamma 3.0 over beta 2.0", "1.5 nats");
        assertThat(result.warnings().get(1)).contains("learning_rate 0.001");
        assertThat(result.checkpoint()).isNotEqualTo(Optional.empty());
    }
}
