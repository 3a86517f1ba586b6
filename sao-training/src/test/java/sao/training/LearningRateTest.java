package sao.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sao.architecture.Precision;
import sao.batch.PairFilter;
import sao.checkpoint.TrainedWeights;
import sao.config.Family;
import sao.domain.PreferencePair;
import sao.error.SaoException;
import sao.gguf.WeightType;
import sao.gradient.TinyModel;
import sao.optimizer.OptimizerSettings;
import sao.optimizer.Schedule;
import sao.rounding.FrozenRounding;
import sao.rounding.NearestWeights;
import sao.rounding.RoundedWeights;
import sao.rounding.WeightMovement;
import sao.tensor.Tensors;
import sao.torch.TensorScope;
import sao.trainer.TrainingSettings;
import sao.weights.WeightSource;

/// The learning rate determines how far the weights move in the arithmetic that computes, whatever file they come from.
class LearningRateTest {
    private static final List<PreferencePair> PAIRS = TinyPairs.drawn(12, 21);
    private static final TinyModel TINY = new TinyModel(Family.LLAMA, 9);

    @TempDir
    Path folder;

    /// How the weights of the start model are stored.
    enum Stored {
        F32,
        BF16,
        Q8_0,
        Q4_0,
        /// Every weight half way between two bfloat16 numbers.
        TIES;

        private Tensor of(Tensor values) {
            return switch (this) {
                case F32 -> values;
                case BF16 -> values.to(ScalarType.BFloat16);
                case Q8_0 -> WeightType.Q8_0.rounded(values);
                case Q4_0 -> WeightType.Q4_0.rounded(values);
                case TIES -> tied(values);
            };
        }
    }

    private static Tensor tied(Tensor values) {
        float[] numbers = Tensors.toFloats(values);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Float.intBitsToFloat((Float.floatToRawIntBits(numbers[i]) & 0xFFFF0000) | 0x8000);
        }
        return Tensors.floats(numbers, Tensors.shape(values));
    }

    private record Source(Stored stored) implements WeightSource {
        @Override
        public List<String> names() {
            return TINY.names();
        }

        @Override
        public long[] shape(String name) {
            return TINY.shape(name);
        }

        @Override
        public String storedAs(String name) {
            return stored.name();
        }

        @Override
        public Tensor read(String name) {
            Tensor values = TINY.read(name);
            boolean divisible = values.size(-1) % 32 == 0;
            return values.dim() > 1 && divisible ? stored.of(values) : values;
        }

        @Override
        public String fingerprint() {
            return "tiny " + stored;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private static TrainingSettings settings(Precision precision, double rate) {
        var standard = TinyPairs.settings(precision, 4);
        return new TrainingSettings(
                standard.loss(),
                false,
                new OptimizerSettings(rate, Schedule.CONSTANT, 0, 1),
                standard.data(),
                standard.compute());
    }

    /// {@return the folder of the last checkpoint of a training}
    private Path train(Stored stored, Precision precision, double rate) {
        TrainingSettings settings = settings(precision, rate);
        var limits = new PairFilter.Limits(
                TINY.config().contextTokens(), TINY.config().vocabularySize());
        var inputs = new TrainingRun.Inputs(
                new TrainingRun.Start(TINY.config(), new Source(stored), Optional.empty()),
                PairFilter.of(PAIRS, settings.data(), TinyPairs.NO_RULES, limits),
                settings,
                new Guard.Questions(List.of(), Set.of(), 5));
        Path work = folder.resolve("%s-%s-%s".formatted(stored, precision, rate));
        try (var _ = TensorScope.open();
                var run = new TrainingRun(
                        inputs,
                        work,
                        new ReferenceFile(work.resolve(ReferenceFile.NAME)),
                        new TinyTraining.Notes(Integer.MAX_VALUE))) {
            return run.train().checkpoint().orElseThrow();
        }
    }

    /// {@return how the weights that compute moved, and which share of the masters' movement that is}
    private WeightMovement movement(Stored stored, double rate) {
        try (var rounding = FrozenRounding.of(
                        settings(Precision.BFLOAT16, rate).data().seed());
                var start = new NearestWeights(new Source(stored), ScalarType.BFloat16);
                var masters = TrainedWeights.open(train(stored, Precision.BFLOAT16, rate))) {
            return WeightMovement.of(
                    TINY.names(), start, masters, (name, _) -> new RoundedWeights(masters, rounding).read(name));
        }
    }

    /// {@return the share of the weights that differ from the start in the arithmetic of the training. Weights that are
    /// 0, as a tenth of those of Q4_0 are, do not count: every update changes them, by no more than itself}
    private double changed(Stored stored, Precision precision, double rate) {
        try (var rounding = FrozenRounding.of(settings(precision, rate).data().seed());
                var masters = TrainedWeights.open(train(stored, precision, rate))) {
            boolean mixed = precision == Precision.BFLOAT16;
            var start = new NearestWeights(new Source(stored), mixed ? ScalarType.BFloat16 : ScalarType.Float);
            WeightSource computed = mixed ? new RoundedWeights(masters, rounding) : masters;
            return changed(start, computed);
        }
    }

    private static double changed(WeightSource start, WeightSource computed) {
        int changed = 0;
        int count = 0;
        for (String name : TINY.names()) {
            try (var _ = TensorScope.open()) {
                float[] before = Tensors.toFloats(start.read(name));
                float[] after = Tensors.toFloats(computed.read(name));
                for (int i = 0; i < before.length; i++) {
                    changed += before[i] != 0 && after[i] != before[i] ? 1 : 0;
                    count += before[i] != 0 ? 1 : 0;
                }
            }
        }
        return (double) changed / count;
    }

    @ParameterizedTest
    @EnumSource
    void theWeightsThatComputeFollowTheMastersFromTheFirstUpdateOn(Stored stored) {
        assertThat(movement(stored, 1e-4).kept()).isCloseTo(1, within(0.1));
        assertThat(movement(stored, 1e-6).kept()).isCloseTo(1, within(0.9)); // few of 14,000 weights change
    }

    @ParameterizedTest
    @EnumSource
    void halfTheRateChangesHalfAsManyWeights(Stored stored) {
        double whole = changed(stored, Precision.BFLOAT16, 2e-5);
        double half = changed(stored, Precision.BFLOAT16, 1e-5);
        assertThat(half / whole).isBetween(0.35, 0.65);
    }

    @ParameterizedTest
    @EnumSource
    void aRateNearZeroChangesNothingThatComputes(Stored stored) {
        assertThat(changed(stored, Precision.BFLOAT16, 2e-9)).isLessThan(1e-3);
    }

    @Test
    void aRateThatFloat32WeightsDoNotFeelIsRefusedWithTheSmallestThatTheyDo() {
        assertThatThrownBy(() -> train(Stored.F32, Precision.FLOAT32, 1e-12))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("train.learning_rate 1.0E-12 is too small")
                .hasMessageContaining("Set train.learning_rate to at least ")
                .hasMessageContaining("e-09");
    }
}
