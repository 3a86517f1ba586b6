package sao.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static sao.training.TinyTraining.weights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import sao.architecture.Precision;
import sao.batch.DataSettings;
import sao.batch.PairFilter;
import sao.config.Family;
import sao.domain.PreferencePair;
import sao.gradient.TinyModel;
import sao.health.CheckSchedule;
import sao.health.GuardRules;
import sao.health.HealthLimits;
import sao.health.ProbeSettings;
import sao.heldout.HeldOutFigures;
import sao.heldout.PairSplit;
import sao.loss.DpoLoss;
import sao.loss.KtoLoss;
import sao.loss.PreferenceLoss;
import sao.loss.SimpoLoss;
import sao.loss.WpoLoss;
import sao.optimizer.OptimizerSettings;
import sao.token.SamplingSettings;
import sao.torch.TensorScope;
import sao.trainer.ComputeSettings;
import sao.trainer.TrainingListener;
import sao.trainer.TrainingSettings;
import sao.trainer.TrainingStep;

/// The figures of held-out pairs are those that the training would have, disturb nothing, and are the same after an
/// interruption.
class HeldOutCheckTest {
    private static final List<PreferencePair> PAIRS = TinyPairs.drawn(11, 1);
    private static final List<PreferencePair> HELD_OUT = TinyPairs.drawn(5, 2);

    @TempDir
    private Path folder;

    /// Keeps figures and steps, and requests a stop after a number of pairs.
    private static final class Notes implements TrainingListener {
        private final int stopAfter;
        private int pairs;
        private final List<TrainingStep> steps = new ArrayList<>();
        private final List<HeldOutFigures> figures = new ArrayList<>();
        private final TreeMap<Integer, HeldOutFigures> byStep = new TreeMap<>();

        Notes(int stopAfter, Map<Integer, HeldOutFigures> earlier) {
            this.stopAfter = stopAfter;
            this.byStep.putAll(earlier);
        }

        Notes() {
            this(Integer.MAX_VALUE, new TreeMap<>());
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
        public void heldOut(HeldOutFigures now, HeldOutFigures start) {
            figures.add(now);
            if (byStep.containsKey(now.step())) {
                assertThat(now).as("measured again").isEqualTo(byStep.get(now.step()));
            }
            byStep.put(now.step(), now);
            assertThat(start).isEqualTo(byStep.get(0));
        }

        HeldOutFigures at(int step) {
            return Objects.requireNonNull(byStep.get(step), "no figures");
        }

        @Override
        public boolean stopRequested() {
            return pairs >= stopAfter;
        }
    }

    private static TrainingSettings settings(PreferenceLoss loss, Precision precision, int batch) {
        return new TrainingSettings(
                loss,
                false,
                OptimizerSettings.constant(1e-3),
                new DataSettings(batch, 4, false, 7, 64, 32),
                ComputeSettings.of(precision, 1, 0).packing(24));
    }

    private static TrainingOutcome train(Path folder, PairSplit pairs, TrainingSettings settings, Notes notes) {
        var model = new TinyModel(Family.LLAMA, 2);
        var limits = new PairFilter.Limits(
                model.config().contextTokens(), model.config().vocabularySize());
        var inputs = new TrainingRun.Inputs(
                new TrainingRun.Start(model.config(), model, Optional.empty()),
                PairFilter.of(pairs, settings.data(), TinyPairs.NO_RULES, limits),
                settings,
                new Guard.Questions(List.of(), Set.of(), 5));
        try (var _ = TensorScope.open();
                var run =
                        new TrainingRun(inputs, folder, new ReferenceFile(folder.resolve(ReferenceFile.NAME)), notes)) {
            return run.train();
        }
    }

    static List<PreferenceLoss> losses() {
        return List.of(
                SimpoLoss.of(10, 3),
                new DpoLoss(0.1, 0, false),
                new KtoLoss(0.1, 1, 1),
                new WpoLoss(SimpoLoss.of(10, 3)));
    }

    /// A step's figures are those of its batch before its update: with the held-out pairs as the batch they must be
    /// the figures of the measurement before it.
    @ParameterizedTest
    @MethodSource("losses")
    void theFiguresAreThoseOfTheTrainingAtTheSameWeights(PreferenceLoss loss) {
        var notes = new Notes();
        train(folder, new PairSplit(PAIRS, PAIRS), settings(loss, Precision.FLOAT32, 64), notes);
        assertThat(notes.byStep.keySet()).containsExactly(0, 1, 2, 3, 4);
        for (TrainingStep step : notes.steps) {
            HeldOutFigures before = notes.at(step.step() - 1);
            assertThat(before.loss()).isCloseTo(step.loss(), within(1e-6));
            assertThat(before.margin()).isCloseTo(step.margin(), within(1e-6));
            assertThat(before.accuracy()).isEqualTo(step.accuracy());
        }
        assertThat(notes.at(4).margin()).isGreaterThan(notes.at(0).margin());
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void theTrainedWeightsAreThoseWithoutAMeasurement(Precision precision) throws IOException {
        TrainingSettings settings = settings(SimpoLoss.of(10, 3), precision, 4);
        var notes = new Notes();
        byte[] measured = weights(train(folder.resolve("measured"), new PairSplit(PAIRS, HELD_OUT), settings, notes));
        byte[] plain = weights(train(folder.resolve("plain"), new PairSplit(PAIRS, List.of()), settings, new Notes()));
        assertThat(measured).isEqualTo(plain);
        assertThat(notes.byStep.keySet()).containsExactly(0, 2, 4, 6, 8, 10, 12);
    }

    @Test
    void withoutHeldOutPairsNothingIsMeasured() {
        var notes = new Notes();
        TrainingOutcome result = train(
                folder, new PairSplit(PAIRS, List.of()), settings(new KtoLoss(0.1, 1, 1), Precision.FLOAT32, 4), notes);
        assertThat(notes.figures).isEmpty();
        assertThat(result.course().heldOut()).isEmpty();
    }

    static List<TrainingSettings> interrupted() {
        TrainingSettings plain = settings(new DpoLoss(0.1, 0, false), Precision.BFLOAT16, 4);
        var probes = new ProbeSettings(4, 1, SamplingSettings.greedy(8));
        var acting = new GuardRules(new CheckSchedule(2), probes, new HealthLimits(1, 1, 1, 1, 0.01), 1, true);
        var reporting = new GuardRules(new CheckSchedule(2), probes, new HealthLimits(1, 1, 1, 1, 0.01), 1, false);
        return List.of(plain, plain.with(acting), plain.with(reporting));
    }

    @ParameterizedTest
    @MethodSource("interrupted")
    void anInterruptedTrainingHasTheFiguresOfAnUninterruptedOne(TrainingSettings settings) throws IOException {
        PairSplit pairs = new PairSplit(PAIRS, HELD_OUT);
        var whole = new Notes();
        TrainingOutcome expected = train(folder.resolve("whole"), pairs, settings, whole);

        for (int stopAfter : List.of(5, 7, 9)) {
            Path parts = folder.resolve("parts-" + stopAfter);
            TreeMap<Integer, HeldOutFigures> found = new TreeMap<>();
            TrainingOutcome result;
            int sessions = 0;
            do {
                var notes = new Notes(stopAfter, found);
                result = train(parts, pairs, settings, notes);
                found = notes.byStep;
                sessions++;
            } while (!result.finished());
            assertThat(sessions).isGreaterThan(3);
            assertThat(found).isEqualTo(whole.byStep);
            assertThat(result.course().heldOut()).isEqualTo(expected.course().heldOut());
            assertThat(weights(result)).isEqualTo(weights(expected));
        }
    }

    @Test
    void aFinishedTrainingReportsTheSameChangeAgain() {
        PairSplit pairs = new PairSplit(PAIRS, HELD_OUT);
        TrainingSettings settings = settings(SimpoLoss.of(10, 3), Precision.FLOAT32, 4);
        var first = new Notes();
        TrainingOutcome once = train(folder, pairs, settings, first);
        var second = new Notes();
        TrainingOutcome again = train(folder, pairs, settings, second);
        assertThat(second.steps).isEmpty();
        assertThat(again.course().heldOut()).isPresent().isEqualTo(once.course().heldOut());
        assertThat(again.course().heldOut().orElseThrow().words())
                .contains("On 5 held-out pairs", "95 % interval", "at the start");
        assertThat(second.byStep.keySet()).containsExactly(0, 12);
    }

    @Test
    void heldOutPairsThatDoNotFitAreLeftOutAndCounted() {
        PreferencePair whole = HELD_OUT.getFirst();
        PreferencePair same =
                TinyPairs.pair("same", whole.promptTokens().orElseThrow(), whole.chosen(), whole.chosen());
        var limits = new PairFilter.Limits(64, 100);
        PairFilter filter = PairFilter.of(
                new PairSplit(PAIRS, List.of(whole, same)),
                settings(SimpoLoss.of(10, 3), Precision.FLOAT32, 4).data(),
                TinyPairs.NO_RULES,
                limits);
        assertThat(filter.heldOut()).hasSize(1);
        assertThat(filter.kept()).hasSize(PAIRS.size());
        assertThat(filter.dropped().values()).containsExactly(1);
    }
}
