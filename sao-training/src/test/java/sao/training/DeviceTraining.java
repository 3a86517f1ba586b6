package sao.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static sao.training.TinyTraining.PAIRS;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sao.adapter.LoraSettings;
import sao.architecture.Precision;
import sao.batch.TrainingPair;
import sao.chat.Answer;
import sao.checkpoint.TrainedWeights;
import sao.config.Family;
import sao.domain.PreferencePair;
import sao.gradient.RowPass;
import sao.gradient.TinyModel;
import sao.gradient.TrainableModel;
import sao.health.CheckSchedule;
import sao.health.GuardRules;
import sao.health.HealthLimits;
import sao.health.ProbeSettings;
import sao.loss.DpoLoss;
import sao.loss.KtoLoss;
import sao.loss.PreferenceLoss;
import sao.loss.SimpoLoss;
import sao.loss.WpoLoss;
import sao.optimizer.OptimizerSettings;
import sao.optimizer.OptimizerState;
import sao.optimizer.Schedule;
import sao.tensor.Tensors;
import sao.token.FinishReason;
import sao.token.LogProbabilities;
import sao.token.SamplingSettings;
import sao.token.TokenIds;
import sao.torch.ComputeDevice;
import sao.torch.EngineThread;
import sao.torch.TensorScope;
import sao.trainer.TrainingListener;
import sao.trainer.TrainingSettings;
import sao.trainer.Verification;
import sao.training.TinyTraining.Notes;
import sao.weights.WeightSource;

/// Whole trainings on a device against the same on the processor.
abstract class DeviceTraining {
    private static final LoraSettings LORA = new LoraSettings(3, 6, LoraSettings.TARGETS);

    @TempDir
    private Path folder;

    /// {@return the device that is tried}
    abstract ComputeDevice device();

    /// One kind of training.
    ///
    /// @param tolerance of the weights at its end, relative
    record Kind(
            Family family,
            PreferenceLoss loss,
            Precision precision,
            OptimizerState state,
            Optional<LoraSettings> lora,
            double tolerance) {
        TrainingSettings settings() {
            TrainingSettings tiny = TinyPairs.settings(precision, 4);
            return new TrainingSettings(
                    loss,
                    false,
                    new OptimizerSettings(1e-3, Schedule.COSINE, 0.1, 1, state),
                    tiny.data(),
                    tiny.compute(),
                    new GuardRules(
                            new CheckSchedule(3),
                            new ProbeSettings(2, 1, SamplingSettings.of(0.6, 1, 8)),
                            new HealthLimits(1, 1, 1, 50, 0.01),
                            1,
                            true),
                    lora);
        }

        @Override
        public String toString() {
            return "%s %s %s %s %s"
                    .formatted(
                            family,
                            loss.getClass().getSimpleName(),
                            precision.label(),
                            state,
                            lora.isPresent() ? "LoRA" : "all weights");
        }
    }

    static Stream<Kind> kinds() {
        PreferenceLoss simpo = SimpoLoss.of(10, 3);
        PreferenceLoss dpo = new DpoLoss(0.1, 0, false);
        return Stream.of(
                new Kind(Family.LLAMA, simpo, Precision.FLOAT32, OptimizerState.FP32, Optional.empty(), 1e-4),
                new Kind(Family.GEMMA3, simpo, Precision.FLOAT32, OptimizerState.FP32, Optional.empty(), 1e-4),
                new Kind(Family.LLAMA, simpo, Precision.FLOAT32, OptimizerState.FP32, Optional.of(LORA), 1e-4),
                new Kind(Family.LLAMA, dpo, Precision.FLOAT32, OptimizerState.FP32, Optional.empty(), 1e-4),
                new Kind(
                        Family.LLAMA,
                        new WpoLoss(new KtoLoss(0.1, 1, 1)),
                        Precision.FLOAT32,
                        OptimizerState.FP32,
                        Optional.empty(),
                        1e-4),
                new Kind(Family.LLAMA, dpo, Precision.FLOAT32, OptimizerState.INT8, Optional.of(LORA), 1e-3),
                new Kind(Family.LLAMA, simpo, Precision.BFLOAT16, OptimizerState.INT8, Optional.empty(), 1e-2),
                new Kind(Family.QWEN2, dpo, Precision.BFLOAT16, OptimizerState.FP32, Optional.of(LORA), 1e-2));
    }

    static Stream<Kind> fewKinds() {
        return kinds().filter(kind -> kind.precision() == Precision.BFLOAT16 || kind.state() == OptimizerState.INT8);
    }

    private TrainingOutcome train(ComputeDevice where, Kind kind, Path to, TrainingListener listener) {
        return train(where, kind.family(), PAIRS, kind.settings(), to, listener);
    }

    private static TrainingOutcome train(
            ComputeDevice where,
            Family family,
            List<PreferencePair> pairs,
            TrainingSettings settings,
            Path to,
            TrainingListener listener) {
        var there = new TrainingSettings(
                settings.loss(),
                settings.softLabels(),
                settings.optimizer(),
                settings.data(),
                settings.compute().on(where),
                settings.guard(),
                settings.lora());
        var inputs = TinyPairs.inputs(new TinyModel(family, 2), pairs, there);
        try (var thread = new EngineThread("trainer", 1, where)) {
            return thread.call(() -> {
                try (var _ = TensorScope.open();
                        var run = new TrainingRun(
                                inputs, to, new ReferenceFile(to.resolve(ReferenceFile.NAME)), listener)) {
                    return run.train();
                }
            });
        }
    }

    private static float[] weights(TrainingOutcome result) {
        try (WeightSource weights = TrainedWeights.open(result.checkpoint().orElseThrow());
                var _ = TensorScope.open()) {
            List<float[]> parts = new ArrayList<>();
            for (String name : weights.names()) {
                Tensor tensor = weights.read(name);
                parts.add(Tensors.toFloats(tensor));
            }
            float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
            int at = 0;
            for (float[] part : parts) {
                System.arraycopy(part, 0, all, at, part.length);
                at += part.length;
            }
            return all;
        }
    }

    private static double norm(float[] values, float[] less) {
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            squares += Math.pow((double) values[i] - less[i], 2);
        }
        return Math.sqrt(squares);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsTrainedThereIsWhatTheProcessorTrains(Kind kind) {
        var expected = new Notes(Integer.MAX_VALUE);
        var found = new Notes(Integer.MAX_VALUE);
        TrainingOutcome own = train(ComputeDevice.PROCESSOR, kind, folder.resolve("own"), expected);
        TrainingOutcome there = train(device(), kind, folder.resolve("there"), found);
        assertThat(there.finished()).isTrue();
        assertThat(there.health()).isPresent();
        float[] wanted = weights(own);
        assertThat(norm(weights(there), wanted)).isLessThan(kind.tolerance() * norm(wanted, new float[wanted.length]));
        for (int i = 0; i < expected.steps.size(); i++) {
            assertThat(found.steps.get(i).loss())
                    .isCloseTo(
                            expected.steps.get(i).loss(),
                            within(10
                                    * kind.tolerance()
                                    * Math.abs(expected.steps.get(i).loss())));
        }
    }

    @ParameterizedTest
    @MethodSource("fewKinds")
    void aTrainingThatGoesOnThereIsBitwiseTheUninterruptedOne(Kind kind) throws IOException {
        byte[] expected =
                TinyTraining.weights(train(device(), kind, folder.resolve("whole"), new Notes(Integer.MAX_VALUE)));
        TrainingOutcome result;
        int sessions = 0;
        do {
            result = train(device(), kind, folder.resolve("parts"), new Notes(9));
            sessions++;
        } while (!result.finished());
        assertThat(sessions).isGreaterThan(1);
        assertThat(TinyTraining.weights(result)).isEqualTo(expected);
    }

    @Test
    void whatTheProcessorBeganGoesOnThere() {
        Kind kind = kinds().findFirst().orElseThrow();
        float[] wanted =
                weights(train(ComputeDevice.PROCESSOR, kind, folder.resolve("own"), new Notes(Integer.MAX_VALUE)));
        train(ComputeDevice.PROCESSOR, kind, folder.resolve("moved"), new Notes(9));
        var rest = new Notes(Integer.MAX_VALUE);
        float[] found = weights(train(device(), kind, folder.resolve("moved"), rest));
        assertThat(rest.steps).hasSizeLessThan(6);
        assertThat(norm(found, wanted)).isLessThan(1e-4 * norm(wanted, new float[wanted.length]));
    }

    @Test
    void theLogProbabilitiesOfAProcessorsSamplerAreFoundAgainThere() {
        var tiny = new TinyModel(Family.LLAMA, 2);
        List<PreferencePair> pairs = new ArrayList<>();
        try (var _ = TensorScope.open();
                var trainee = TrainableModel.whole(tiny.config(), tiny, Precision.FLOAT32, 1);
                var pass = new RowPass(trainee, 64, new RowPass.Memory(1 << 20, false), Optional.empty())) {
            for (PreferencePair pair : PAIRS) {
                float[] said = Tensors.toFloats(
                        pass.logProbabilities(TrainingPair.of(pair).row()));
                int chosen = pair.chosen().tokens().orElseThrow().size();
                pairs.add(TinyPairs.pair(
                        pair.id(),
                        pair.promptTokens().orElseThrow(),
                        answer(pair.chosen().tokens().orElseThrow(), said, 0),
                        answer(pair.rejected().tokens().orElseThrow(), said, chosen)));
            }
        }
        List<Verification.Verified> parities = new ArrayList<>();
        train(device(), Family.LLAMA, pairs, TinyPairs.settings(Precision.FLOAT32, 4), folder, new TrainingListener() {
            @Override
            public void started(TrainingListener.Plan plan) {
                parities.add((Verification.Verified) plan.parity());
                assertThat(plan.memory()).contains("Memory of " + device());
            }
        });
        assertThat(parities.getFirst().sequences()).isEqualTo(8);
        assertThat(parities.getFirst().worstDifference()).isLessThan(1e-4);
    }

    private static Answer answer(TokenIds tokens, float[] said, int start) {
        float[] own = java.util.Arrays.copyOfRange(said, start, start + tokens.size());
        return new Answer("", tokens, LogProbabilities.of(own), FinishReason.STOP, 0);
    }
}
