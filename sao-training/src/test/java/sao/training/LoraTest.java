package sao.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sao.adapter.AdapterShapes;
import sao.adapter.LoraSettings;
import sao.architecture.Precision;
import sao.batch.TrainingPair;
import sao.checkpoint.Checkpoints;
import sao.config.Family;
import sao.domain.PreferencePair;
import sao.gradient.AnswerRow;
import sao.gradient.RowPass;
import sao.gradient.TinyModel;
import sao.gradient.TrainableModel;
import sao.likelihood.BatchTotals;
import sao.loss.SimpoLoss;
import sao.tensor.Tensors;
import sao.torch.TensorScope;
import sao.trainer.TrainingListener;
import sao.trainer.TrainingSettings;
import sao.trainer.TrainingStep;

/// An adapter beside its twin: the whole model at the weights that the adapter makes.
class LoraTest {
    private static final PairObjective SIMPO = new PairObjective(SimpoLoss.of(10, 3), false);
    private static final LoraSettings LORA = new LoraSettings(3, 6, LoraSettings.TARGETS);
    private static final List<PreferencePair> PAIRS = TinyPairs.drawn(7, 3);

    @TempDir
    private Path folder;

    private static TrainableModel adapted(TinyModel tiny, Precision precision) {
        return TrainableModel.adapted(tiny.config(), tiny, precision, LORA, 7);
    }

    private static RowPass pass(TrainableModel trainee) {
        return new RowPass(trainee, 64, new RowPass.Memory(1 << 20, false), Optional.empty());
    }

    private static void addGradients(TrainableModel trainee) {
        try (var pass = pass(trainee)) {
            for (PreferencePair pair : PAIRS) {
                TrainingPair row = TrainingPair.of(pair);
                pass.addGradient(row.row(), SIMPO.of(row, PairObjective.Reference.NONE, new BatchTotals(7, 1)));
            }
        }
    }

    private static Map<String, Tensor> gradients(TrainableModel trainee) {
        Map<String, Tensor> byName = new HashMap<>();
        List<Tensor> gradients = trainee.weights().gradients();
        List<String> names = new ArrayList<>(trainee.weights().masters().keySet());
        for (int i = 0; i < names.size(); i++) {
            byName.put(names.get(i), gradients.get(i));
        }
        return byName;
    }

    @ParameterizedTest
    @EnumSource(Family.class) // W + s B A: the derivative by B is s dW A', the one by A is s B' dW
    void gradientsAreThoseOfTheMergedWeights(Family family) {
        var tiny = new TinyModel(family, 3);
        try (var _ = TensorScope.open();
                var adapter = adapted(tiny, Precision.FLOAT32);
                var whole = TrainableModel.whole(tiny.config(), tiny, Precision.FLOAT32, 1)) {
            Map<String, Tensor> halves = adapter.weights().masters();
            var scale = new org.bytedeco.pytorch.Scalar(LORA.scale());
            List<String> adapted = new AdapterShapes(tiny.config(), LORA).adapted();
            try (var _ = new NoGradGuard()) {
                torch.manual_seed(9);
                for (String name : adapted) {
                    of(halves, AdapterShapes.up(name)).normal_(0, 0.1, new org.bytedeco.pytorch.GeneratorOptional());
                    Tensor product = of(halves, AdapterShapes.up(name)).matmul(of(halves, AdapterShapes.down(name)));
                    of(whole.weights().masters(), name).add_(product.mul(scale));
                }
            }
            addGradients(adapter);
            addGradients(whole);
            Map<String, Tensor> found = gradients(adapter);
            Map<String, Tensor> full = gradients(whole);
            assertThat(found).hasSize(2 * adapted.size());
            for (String name : adapted) {
                Tensor up = of(halves, AdapterShapes.up(name)).detach();
                Tensor down = of(halves, AdapterShapes.down(name)).detach();
                Tensor slope = of(full, name);
                assertClose(
                        of(found, AdapterShapes.up(name)),
                        slope.matmul(down.t()).mul(scale),
                        name);
                assertClose(
                        of(found, AdapterShapes.down(name)),
                        up.t().matmul(slope).mul(scale),
                        name);
            }
        }
    }

    private static Tensor of(Map<String, Tensor> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name), name);
    }

    private static void assertClose(Tensor found, Tensor expected, String name) {
        double apart = found.sub(expected).norm().item_double();
        assertThat(apart).as(name).isLessThan(1e-4 * expected.norm().item_double());
    }

    @Test
    void beforeItsFirstStepAnAdapterChangesNothing() {
        var tiny = new TinyModel(Family.LLAMA, 3);
        AnswerRow row = TrainingPair.of(PAIRS.getFirst()).row();
        try (var _ = TensorScope.open();
                var adapter = adapted(tiny, Precision.FLOAT32);
                var whole = TrainableModel.whole(tiny.config(), tiny, Precision.FLOAT32, 1);
                var one = pass(adapter);
                var other = pass(whole)) {
            assertThat(Tensors.toFloats(one.logProbabilities(row)))
                    .containsExactly(Tensors.toFloats(other.logProbabilities(row)));
        }
    }

    private static TrainingOutcome train(Path folder, TrainingSettings settings, TrainingListener listener) {
        try (var _ = TensorScope.open();
                var run = new TrainingRun(
                        TinyPairs.inputs(new TinyModel(Family.QWEN2, 2), PAIRS, settings),
                        folder,
                        new ReferenceFile(folder.resolve(ReferenceFile.NAME)),
                        listener)) {
            return run.train();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "BFLOAT16"})
    void anAdapterResumesBitForBitAndItsCheckpointIsSmall(Precision precision) throws IOException {
        TrainingSettings settings = TinyPairs.settings(precision, 2).with(LORA);
        List<TrainingStep> steps = new ArrayList<>();
        Path whole = train(folder.resolve("whole"), settings, new TrainingListener() {
                    @Override
                    public void stepDone(TrainingStep step) {
                        steps.add(step);
                    }
                })
                .checkpoint()
                .orElseThrow();
        assertThat(steps.getLast().loss()).isLessThan(steps.getFirst().loss());
        Optional<Path> parts = Optional.empty();
        for (int session = 0; parts.isEmpty() || session < 9; session++) {
            parts = train(folder.resolve("parts"), settings, new TrainingListener() {
                        private int pairs;

                        @Override
                        public void pairDone(int step, int done, int of) {
                            pairs++;
                        }

                        @Override
                        public boolean stopRequested() {
                            return pairs >= 3;
                        }
                    })
                    .checkpoint();
        }
        assertThat(parts.orElseThrow().resolve(Checkpoints.WEIGHTS))
                .hasSameBinaryContentAs(whole.resolve(Checkpoints.WEIGHTS));
        assertThat(Files.size(whole.resolve(Checkpoints.WEIGHTS))).isLessThan(30_000);
    }

    @Test
    void aCheckpointOfAnotherAdapterIsNotUsed() {
        train(folder, TinyPairs.settings(Precision.FLOAT32, 2).with(LORA), new TrainingListener() {});
        List<String> warnings = new ArrayList<>();
        train(
                folder,
                TinyPairs.settings(Precision.FLOAT32, 2).with(new LoraSettings(3, 5, LoraSettings.TARGETS)),
                new TrainingListener() {
                    @Override
                    public void warned(String message) {
                        warnings.add(message);
                    }
                });
        assertThat(warnings).anySatisfy(warning -> assertThat(warning).contains("other settings"));
    }
}
