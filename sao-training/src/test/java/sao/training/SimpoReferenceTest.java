package sao.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sao.architecture.Precision;
import sao.batch.TrainingPair;
import sao.config.ModelConfig;
import sao.configfile.GgufConfig;
import sao.domain.PreferencePair;
import sao.gguf.GgufFile;
import sao.gradient.RowPass;
import sao.gradient.TokenLikelihoods;
import sao.gradient.TrainableModel;
import sao.gradient.TrainableWeights;
import sao.likelihood.BatchTotals;
import sao.loss.SimpoLoss;
import sao.optimizer.AdamW;
import sao.optimizer.GradientNorm;
import sao.optimizer.OptimizerState;
import sao.tensor.Tensors;
import sao.token.TokenIds;
import sao.torch.ComputeDevice;
import sao.torch.EngineThread;
import sao.torch.NativeLibrary;
import sao.torch.ProcessorAsCard;
import sao.torch.TensorScope;
import sao.weights.WeightSource;

/// SimPO on the default model in float32 against PyTorch's numbers, on the processor and on what runs on a card;
/// the fixture names versions, tokens and settings.
@Tag("heavy")
class SimpoReferenceTest {
    private static final Path MODEL = Path.of(
            System.getProperty("user.home"), ".cache/sao/models/smollm2-135m-instruct/SmolLM2-135M-Instruct.Q4_1.gguf");
    private static final PairObjective SIMPO = new PairObjective(SimpoLoss.of(10, 3), false);
    private static final int PADDING = 2;
    private static final RowPass.Memory MEMORY = new RowPass.Memory(64L << 20, false);

    private static JsonNode reference;

    @BeforeAll
    static void needsTheDefaultModel() throws IOException {
        Assumptions.assumeTrue(Files.exists(MODEL), "the default model is not in the cache");
        try (InputStream file =
                Objects.requireNonNull(SimpoReferenceTest.class.getResourceAsStream("simpo_step.json"))) {
            reference = new ObjectMapper().readTree(file);
        }
    }

    /// The weights of the fixture: dequantised, rounded to bfloat16, computed in float32.
    private record Rounded(GgufFile file) implements WeightSource {
        @Override
        public List<String> names() {
            return file.names();
        }

        @Override
        public long[] shape(String name) {
            return file.shape(name);
        }

        @Override
        public String storedAs(String name) {
            return "BF16";
        }

        @Override
        public Tensor read(String name) {
            return file.read(name).to(ScalarType.BFloat16).to(ScalarType.Float);
        }

        @Override
        public String fingerprint() {
            return "rounded " + file.fingerprint();
        }

        @Override
        public void close() {
            file.close();
        }
    }

    private static TokenIds ids(JsonNode pair, String name) {
        return TokenIds.of(
                pair.get(name).valueStream().mapToInt(JsonNode::asInt).toArray());
    }

    private static TrainingPair pair(JsonNode pair) {
        PreferencePair judged = TinyPairs.pair(
                pair.get("pair_index").asText(),
                ids(pair, "prompt_ids"),
                ids(pair, "chosen_ids"),
                ids(pair, "rejected_ids"));
        return TrainingPair.of(judged);
    }

    private static List<TrainingPair> pairs(JsonNode list) {
        return list.valueStream().map(SimpoReferenceTest::pair).toList();
    }

    /// What every test needs, closed together.
    private static final class Trainer implements AutoCloseable {
        final TrainableModel trainee;
        final TrainableWeights weights;
        final RowPass pass;
        final AdamW optimizer;

        Trainer() {
            try (var file = new Rounded(GgufFile.open(MODEL))) {
                ModelConfig config = GgufConfig.parse(file.file().metadata(), file.names(), List.of());
                trainee = TrainableModel.whole(config, file, Precision.FLOAT32, 1);
                weights = trainee.weights();
                pass = new RowPass(trainee, 512, MEMORY, Optional.of(PADDING));
                optimizer = new AdamW(weights.masters(), OptimizerState.FP32);
            }
        }

        PairObjective.Outcome addGradient(TrainingPair pair, int batch) {
            var evaluation = SIMPO.of(pair, PairObjective.Reference.NONE, new BatchTotals(batch, 1));
            pass.addGradient(pair.row(), evaluation);
            return evaluation.outcome();
        }

        double step(double rate) {
            try (var _ = TensorScope.open()) {
                double norm = GradientNorm.of(weights.gradients());
                optimizer.step(weights.gradients(), rate);
                weights.clearGradients();
                return norm;
            }
        }

        double loss(TrainingPair pair) {
            try (var _ = TensorScope.open()) {
                var evaluation = SIMPO.of(pair, PairObjective.Reference.NONE, new BatchTotals(1, 1));
                Tensor found = Tensors.onHost(pass.logProbabilities(pair.row()));
                Tensor _ = evaluation.derivative(new TokenLikelihoods(found, found)); // SimPO reads no agreements
                return evaluation.outcome().loss();
            }
        }

        @Override
        public void close() {
            optimizer.close();
            pass.close();
            trainee.close();
        }
    }

    /// Where it is computed.
    enum Place {
        PROCESSOR,
        PROCESSOR_AS_CARD,
        CARD;

        private ComputeDevice device() {
            return switch (this) {
                case PROCESSOR -> ComputeDevice.PROCESSOR;
                case PROCESSOR_AS_CARD -> ProcessorAsCard.device();
                case CARD -> {
                    NativeLibrary.start();
                    Assumptions.assumeTrue(torch.hasCUDA(), "no graphics card can be used here");
                    yield ComputeDevice.named("auto");
                }
            };
        }

        void run(Runnable body) {
            int threads = Runtime.getRuntime().availableProcessors();
            try (var thread = new EngineThread("reference", threads, device())) {
                Boolean _ = thread.call(() -> {
                    body.run();
                    return true;
                });
            }
        }
    }

    private static Offset<Double> relative(double expected, double tolerance) {
        return within(tolerance * Math.abs(expected));
    }

    @ParameterizedTest
    @EnumSource
    void logProbabilitiesGradientsAndTheLossAfterOneStepArePyTorchs(Place place) {
        place.run(SimpoReferenceTest::oneStep);
    }

    private static void oneStep() {
        List<TrainingPair> pairs = pairs(reference.get("pairs"));
        JsonNode expected = reference.get("one_step");
        try (var _ = TensorScope.open();
                var trainer = new Trainer()) {
            logProbabilitiesAre(trainer, pairs);
            double before = 0;
            for (TrainingPair pair : pairs) {
                before += trainer.addGradient(pair, pairs.size()).loss();
            }
            assertThat(before).isCloseTo(expected.get("loss_before").asDouble(), within(2e-4));
            gradientNormsAre(trainer, expected.get("grad_norm_parameters"));
            double norm = trainer.step(1e-6);
            assertThat(norm).isCloseTo(expected.get("grad_norm_global").asDouble(), relative(norm, 1e-4));
            double after = pairs.stream().mapToDouble(trainer::loss).average().orElseThrow();
            assertThat(after).isCloseTo(expected.get("loss_after").asDouble(), within(1e-3));
        }
    }

    private static void logProbabilitiesAre(Trainer trainer, List<TrainingPair> pairs) {
        for (int i = 0; i < pairs.size(); i++) {
            List<Double> expected = new ArrayList<>();
            for (String side : List.of("chosen_logps", "rejected_logps")) {
                reference.get("pairs").get(i).get(side).forEach(value -> expected.add(value.asDouble()));
            }
            float[] found =
                    Tensors.toFloats(trainer.pass.logProbabilities(pairs.get(i).row()));
            assertThat(found).hasSize(expected.size());
            for (int j = 0; j < found.length; j++) {
                assertThat((double) found[j]).as("pair %d token %d", i, j).isCloseTo(expected.get(j), within(1e-4));
            }
        }
    }

    private static void gradientNormsAre(Trainer trainer, JsonNode expected) {
        List<String> names = List.copyOf(trainer.weights.masters().keySet());
        List<Tensor> gradients = trainer.weights.gradients();
        for (Map.Entry<String, JsonNode> entry : expected.properties()) {
            double norm = Math.sqrt(GradientNorm.square(gradients.get(names.indexOf(entry.getKey()))));
            double wanted = entry.getValue().asDouble();
            // the sums over tokens that make a norm's gradient cancel, so the vector width shows: on AVX2 PyTorch
            // itself
            // gives 2.2796211 for layer 15, where the fixture (AVX-512) says 2.2799581
            assertThat(norm).as(entry.getKey()).isCloseTo(wanted, relative(wanted, 2e-4));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PROCESSOR", "CARD"})
    void tenStepsFollowPyTorchs(Place place) {
        place.run(SimpoReferenceTest::tenSteps);
    }

    private static void tenSteps() {
        JsonNode ten = reference.get("ten_steps");
        Map<String, TrainingPair> pairs = new java.util.HashMap<>();
        for (TrainingPair pair : pairs(ten.get("pairs"))) {
            pairs.put(pair.pair().id(), pair);
        }
        try (var _ = TensorScope.open();
                var trainer = new Trainer()) {
            for (JsonNode step : ten.get("steps")) {
                TrainingPair pair =
                        Objects.requireNonNull(pairs.get(step.get("pair_index").asText()));
                PairObjective.Outcome outcome = trainer.addGradient(pair, 1);
                double norm = trainer.step(5e-6);
                String what = "step " + step.get("step").asInt();
                assertThat(outcome.loss()).as(what).isCloseTo(step.get("loss").asDouble(), within(1e-3));
                assertThat(outcome.chosen())
                        .as(what)
                        .isCloseTo(step.get("chosen_mean").asDouble(), within(1e-4));
                assertThat(norm).as(what).isCloseTo(step.get("grad_norm").asDouble(), relative(norm, 1e-4));
            }
        }
    }
}
