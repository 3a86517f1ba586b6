package sao.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.architecture.Precision;
import sao.batch.DataSettings;
import sao.checkpoint.Checkpoints;
import sao.config.Family;
import sao.domain.PreferencePair;
import sao.gradient.TinyModel;
import sao.health.CheckSchedule;
import sao.health.GuardRules;
import sao.health.Health;
import sao.health.HealthLimits;
import sao.health.ProbeSettings;
import sao.loss.SimpoLoss;
import sao.optimizer.OptimizerSettings;
import sao.token.SamplingSettings;
import sao.token.TokenIds;
import sao.torch.TensorScope;
import sao.trainer.ComputeSettings;
import sao.trainer.TrainingListener;
import sao.trainer.TrainingSettings;
import sao.trainer.TrainingStep;

/// A model that is driven into ruin is brought back, and one that is not is left alone.
class GuardTest {
    private static final List<PreferencePair> PAIRS = TinyPairs.drawn(11, 1);

    @TempDir
    private Path folder;

    private static final class Notes implements TrainingListener {
        private final List<TrainingListener.Rollback> rollbacks = new ArrayList<>();
        private final List<Integer> looks = new ArrayList<>();
        private final List<TrainingStep> steps = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();
        private final List<Health> health = new ArrayList<>();
        private int pairsLeft = Integer.MAX_VALUE;

        @Override
        public void warned(String message) {
            if (message.startsWith("The guard")) {
                warnings.add(message);
            }
        }

        @Override
        public void checked(int step, Health now, Health start) {
            looks.add(step);
            health.add(now);
        }

        @Override
        public void rolledBack(TrainingListener.Rollback rollback) {
            rollbacks.add(rollback);
        }

        @Override
        public void stepDone(TrainingStep step) {
            steps.add(step);
        }

        @Override
        public void pairDone(int step, int pairs, int of) {
            pairsLeft--;
        }

        @Override
        public boolean stopRequested() {
            return pairsLeft <= 0;
        }
    }

    private static TrainingSettings settings(double rate, int every) {
        return new TrainingSettings(
                        SimpoLoss.of(10, 3),
                        false,
                        OptimizerSettings.constant(rate),
                        new DataSettings(4, 3, true, 7, 64, 32),
                        ComputeSettings.of(Precision.FLOAT32, 1, 0))
                .with(rules(every, new HealthLimits(0.9, 1, 1, 1, 0.01)));
    }

    private static GuardRules rules(int every, HealthLimits limits) {
        return new GuardRules(
                new CheckSchedule(every), new ProbeSettings(4, 2, SamplingSettings.of(0.6, 0.95, 24)), limits, 3, true);
    }

    private static TrainingOutcome train(Path folder, TrainingSettings settings, Notes notes) {
        return train(folder, settings, List.of(TokenIds.of(3, 4), TokenIds.of(5)), notes);
    }

    private static TrainingOutcome train(Path folder, TrainingSettings settings, List<TokenIds> probes, Notes notes) {
        var model = new TinyModel(Family.LLAMA, 2);
        var inputs = TinyPairs.inputs(model, PAIRS, settings);
        var asking = new TrainingRun.Inputs(
                inputs.start(), inputs.intake(), settings, new Guard.Questions(probes, Set.of(96), 11));
        try (var _ = TensorScope.open();
                var run =
                        new TrainingRun(asking, folder, new ReferenceFile(folder.resolve(ReferenceFile.NAME)), notes)) {
            return run.train();
        }
    }

    @Test
    void aCarefulTrainingIsLookedAtAndLeftAlone() {
        var notes = new Notes();
        TrainingOutcome result = train(folder, settings(1e-4, 2), notes);
        assertThat(result.finished()).isTrue();
        assertThat(notes.looks).containsExactly(2, 4, 6, 8, 9);
        assertThat(notes.rollbacks).isEmpty();
    }

    @Test
    void aRecklessTrainingGoesBackWithHalfTheRate() {
        var notes = new Notes();
        TrainingOutcome result = train(folder, settings(0.3, 3), notes);
        assertThat(notes.rollbacks).isNotEmpty();
        TrainingListener.Rollback first = notes.rollbacks.getFirst();
        assertThat(first.to()).isZero();
        assertThat(first.rateFactor()).isEqualTo(0.5);
        assertThat(first.reason()).isNotEmpty();
        TrainingStep again = notes.steps.get(first.step());
        assertThat(again.step()).isEqualTo(1);
        assertThat(again.learningRate()).isEqualTo(0.15);
        assertThat(again.loss()).isEqualTo(notes.steps.getFirst().loss());
        assertThat(result.finished() || result.degraded().isPresent()).isTrue();
    }

    @Test
    void afterThreeRollbacksItGivesUpWithTheLastHealthyState() {
        var notes = new Notes();
        TrainingOutcome result = train(folder, settings(0.9, 3), notes);
        assertThat(result.finished()).isFalse();
        assertThat(result.degraded()).hasValueSatisfying(why -> assertThat(why).contains("4 checks"));
        assertThat(result.checkpoint())
                .hasValueSatisfying(path -> assertThat(path).exists());
        var again = new Notes();
        assertThat(train(folder, settings(0.9, 3), again).degraded()).isPresent();
        assertThat(again.steps).isEmpty();
    }

    @Test // only the repetition can fail the check: the log-probability may fall by any amount
    void repetitionInTheAnswersAloneLeadsToARollback() {
        var notes = new Notes();
        List<TokenIds> probes = IntStream.range(1, 25)
                .mapToObj(token -> TokenIds.of(token, token + 1))
                .toList();
        GuardRules rules = new GuardRules(
                new CheckSchedule(3),
                new ProbeSettings(24, 1, SamplingSettings.of(0.6, 0.95, 24)),
                new HealthLimits(0.25, 1, 1, 1000, 0.01),
                3,
                true);
        train(folder, settings(0.3, 3).with(rules), probes, notes);
        assertThat(notes.rollbacks).isNotEmpty();
        assertThat(notes.rollbacks.getFirst().reason())
                .startsWith("repetition rose from")
                .contains("on 24 prompts");
        assertThat(notes.warnings).isEmpty();
    }

    @Test
    void tooFewPromptsForASignificantChangeAreSaidBeforeTheFirstStep() {
        var notes = new Notes();
        train(folder, settings(1e-4, 2), notes);
        assertThat(notes.warnings)
                .singleElement()
                .asString()
                .contains("answers to 4 prompts", "significant on 12 prompts at least", "train.guard.probes");
    }

    @Test
    void missingProbesAreCompletedByPromptsOfPairs() {
        var notes = new Notes();
        GuardRules rules = new GuardRules(
                new CheckSchedule(9),
                new ProbeSettings(7, 1, SamplingSettings.of(0.6, 0.95, 24)),
                new HealthLimits(1, 1, 1, 1, 0.01),
                3,
                true);
        train(folder, settings(1e-4, 9).with(rules), notes);
        assertThat(notes.health.getFirst().prompts()).hasSize(7);
    }

    @Test
    void aTrainingThatIsToldToStopChecksNothingMore() {
        var notes = new Notes();
        notes.pairsLeft = 2;
        TrainingOutcome result = train(folder, settings(1e-4, 2), notes);
        assertThat(result.finished()).isFalse();
        assertThat(result.health()).as("only a check gives a report").isEmpty();
    }

    @Test
    void aStopBetweenAStepAndItsCheckPutsTheCheckOff() throws IOException {
        TrainingOutcome whole = train(folder.resolve("whole"), settings(0.3, 1), new Notes());
        var notes = new Notes();
        notes.pairsLeft = 4; // the last pair of the first step
        TrainingOutcome stopped = train(folder.resolve("parts"), settings(0.3, 1), notes);
        assertThat(notes.steps).hasSize(1);
        assertThat(notes.looks).isEmpty();
        assertThat(notes.rollbacks).isEmpty();
        assertThat(stopped.health()).isEmpty();
        TrainingOutcome resumed = train(folder.resolve("parts"), settings(0.3, 1), new Notes());
        assertThat(resumed.degraded()).isEqualTo(whole.degraded());
        assertThat(weights(resumed)).isEqualTo(weights(whole));
    }

    @Test
    void withoutAGuardNothingIsAsked() {
        var notes = new Notes();
        assertThat(train(folder, settings(0.03, 0), notes).finished()).isTrue();
        assertThat(notes.looks).isEmpty();
    }

    @Test
    void aWatchedTrainingResumesBitForBit() throws IOException {
        for (double rate : List.of(1e-4, 0.3)) {
            TrainingOutcome whole = train(folder.resolve("whole" + rate), settings(rate, 2), new Notes());
            TrainingOutcome parts;
            do {
                var notes = new Notes();
                notes.pairsLeft = 6;
                parts = train(folder.resolve("parts" + rate), settings(rate, 2), notes);
            } while (!parts.finished() && parts.degraded().isEmpty());
            assertThat(parts.finished()).isEqualTo(whole.finished());
            assertThat(weights(parts)).isEqualTo(weights(whole));
        }
    }

    private static byte[] weights(TrainingOutcome result) throws IOException {
        return Files.readAllBytes(result.checkpoint().orElseThrow().resolve(Checkpoints.WEIGHTS));
    }
}
