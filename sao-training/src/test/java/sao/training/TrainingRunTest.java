package sao.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static sao.training.TinyTraining.PAIRS;
import static sao.training.TinyTraining.train;
import static sao.training.TinyTraining.weights;
import static sao.training.TinyTraining.with;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sao.architecture.Precision;
import sao.batch.DataSettings;
import sao.checkpoint.Checkpoints;
import sao.config.Family;
import sao.error.SaoException;
import sao.gradient.TinyModel;
import sao.loss.SimpoLoss;
import sao.loss.WpoLoss;
import sao.trainer.TrainingSettings;
import sao.training.TinyTraining.Notes;

class TrainingRunTest {
    @TempDir
    private Path folder;

    @Test
    void theLossFallsAndTheMarginGrows() {
        var notes = new Notes(Integer.MAX_VALUE);
        TrainingOutcome result = train(folder, TinyPairs.settings(Precision.FLOAT32, 4), notes);
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
        TrainingOutcome result;
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
        TrainingOutcome result = train(folder, settings, again);
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
        TrainingOutcome result = train(parts, settings, notes);
        assertThat(notes.warnings)
                .anySatisfy(warning ->
                        assertThat(warning).contains(newest.getFileName().toString(), "damaged", Checkpoints.WEIGHTS));
        assertThat(notes.steps.getFirst().step()).isEqualTo(5);
        assertThat(weights(result)).isEqualTo(expected);
    }

    /// A crash between the two renames of a replacement leaves the old checkpoint under its second name.
    @Test
    void aCheckpointWhoseReplacementWasCutOffIsUsed() throws IOException {
        TrainingSettings settings = TinyPairs.settings(Precision.FLOAT32, 4);
        byte[] expected = weights(train(folder.resolve("whole"), settings, new Notes(Integer.MAX_VALUE)));
        Path parts = folder.resolve("parts");
        Path newest =
                train(parts, settings, new Notes(PAIRS.size() + 8)).checkpoint().orElseThrow();
        Files.move(newest, parts.resolve("." + newest.getFileName() + ".replaced"));

        var notes = new Notes(Integer.MAX_VALUE);
        TrainingOutcome result = train(parts, settings, notes);
        assertThat(notes.steps.getFirst().step()).isEqualTo(6);
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
        TrainingOutcome result = train(folder, with(SimpoLoss.of(2, 3)), notes);
        assertThat(result.warnings()).hasSize(2);
        assertThat(result.warnings().get(0)).contains("gamma 3.0 over beta 2.0", "1.5 nats");
        assertThat(result.warnings().get(1)).contains("learning_rate 0.001");
        assertThat(result.checkpoint()).isNotEqualTo(Optional.empty());
    }
}
