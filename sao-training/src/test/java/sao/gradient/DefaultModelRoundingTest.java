package sao.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sao.architecture.Precision;
import sao.config.ModelConfig;
import sao.configfile.GgufConfig;
import sao.gguf.GgufFile;
import sao.torch.TensorScope;

/// Updates of the default model, whose Q4_1 weights lie half way between two bfloat16 numbers in one of ten cases.
@Tag("heavy")
class DefaultModelRoundingTest {
    private static final Path MODEL = Path.of(
            System.getProperty("user.home"), ".cache/sao/models/smollm2-135m-instruct/SmolLM2-135M-Instruct.Q4_1.gguf");

    @BeforeAll
    static void needsTheDefaultModel() {
        Assumptions.assumeTrue(Files.exists(MODEL), "the default model is not in the cache");
    }

    /// The effect of one update.
    ///
    /// @param changed share of the bfloat16 weights that changed
    /// @param kept share of the update that they made
    private record Effect(double changed, double kept) {}

    /// {@return the effect of an update of every weight by plus or minus a rate}
    private static Effect update(double rate) {
        try (var file = GgufFile.open(MODEL);
                var _ = TensorScope.open();
                var _ = new NoGradGuard()) {
            ModelConfig config = GgufConfig.parse(file.metadata(), file.names(), List.of());
            try (var model = TrainableModel.whole(config, file, Precision.BFLOAT16, 7)) {
                TrainableWeights weights = model.weights();
                torch.manual_seed(11);
                for (Tensor master : weights.masters().values()) {
                    try (var _ = TensorScope.open()) {
                        master.add_(torch.randn_like(master).sign_().mul_(new Scalar(rate)));
                    }
                }
                Map<String, Tensor> leaves = weights.leaves();
                List<Tensor> before = leaves.values().stream()
                        .map(leaf -> leaf.detach().to(ScalarType.Float))
                        .toList();
                double changed = (double) weights.refreshCounting() / weights.count();
                double projection = 0;
                double square = 0;
                int i = 0;
                for (var entry : leaves.entrySet()) {
                    try (var _ = TensorScope.open()) {
                        Tensor start = before.get(i++);
                        Tensor asked = Objects.requireNonNull(weights.masters().get(entry.getKey()))
                                .sub(start);
                        Tensor made =
                                entry.getValue().detach().to(ScalarType.Float).sub_(start);
                        projection += made.mul_(asked).sum().item_double();
                        square += asked.square().sum().item_double();
                    }
                }
                return new Effect(changed, projection / square);
            }
        }
    }

    @Test
    void halfTheRateHasHalfTheEffectOverThreeDecades() {
        for (double rate : new double[] {1e-4, 1e-5, 1e-6, 1e-7}) {
            Effect whole = update(rate);
            Effect half = update(rate / 2);
            assertThat(whole.kept()).as("at %s".formatted(rate)).isCloseTo(1, within(0.05));
            assertThat(half.kept()).as("at half of %s".formatted(rate)).isCloseTo(1, within(0.05));
            if (rate > 1e-6) { // below, most weights that change are near 0, and those change at every rate
                assertThat(half.changed() / whole.changed())
                        .as("at %s".formatted(rate))
                        .isBetween(0.45, 0.7);
            }
        }
    }

    @Test
    void anUpdateOfNothingChangesNothing() {
        assertThat(update(0).changed()).isZero();
    }
}
