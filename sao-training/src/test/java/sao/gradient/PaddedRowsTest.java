package sao.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sao.architecture.Attention;
import sao.architecture.Precision;
import sao.config.Family;
import sao.config.ModelConfig;
import sao.tensor.Tensors;
import sao.token.TokenIds;
import sao.torch.EngineThread;
import sao.torch.ProcessorAsCard;
import sao.torch.ShapesOnly;
import sao.torch.TensorScope;

/// The rows of a graphics card against those of the processor.
class PaddedRowsTest {
    private static final RowPass.Memory MEMORY = new RowPass.Memory(1 << 20, false);

    private static AnswerRow row(SplittableRandom random, int prompt, int... answers) {
        List<TokenIds> drawn = new ArrayList<>();
        for (int length : answers) {
            drawn.add(TinyModel.tokens(random, length));
        }
        return new AnswerRow(TinyModel.tokens(random, prompt), drawn);
    }

    private static List<AnswerRow> drawn(int count, long seed) {
        var random = new SplittableRandom(seed);
        return Stream.generate(() -> row(random, random.nextInt(1, 12), random.nextInt(1, 14), random.nextInt(1, 14)))
                .limit(count)
                .toList();
    }

    /// Something that depends on every log-probability in another way.
    private static Tensor slope(TokenLikelihoods likelihoods) {
        return likelihoods.logProbabilities().sin().mul(new Scalar(0.5));
    }

    /// What a pass over rows gives.
    private record Found(List<float[]> logProbabilities, List<float[]> gradients) {
        static Found of(EngineThread thread, Family family, List<AnswerRow> rows, Precision precision) {
            var tiny = new TinyModel(family, 3);
            return thread.call(() -> {
                try (var _ = TensorScope.open();
                        var trainee = TrainableModel.whole(tiny.config(), tiny, precision, 1);
                        var pass = new RowPass(trainee, 64, MEMORY, Optional.of(5))) {
                    List<float[]> likelihoods = rows.stream()
                            .map(row -> Tensors.toFloats(pass.logProbabilities(row)))
                            .toList();
                    pass.addGradient(
                            new PackedRow(rows),
                            rows.stream()
                                    .map(_ -> (RowFunction) PaddedRowsTest::slope)
                                    .toList());
                    return new Found(
                            likelihoods,
                            trainee.weights().gradients().stream()
                                    .map(Tensors::toFloats)
                                    .toList());
                }
            });
        }
    }

    private static double norm(float[] values, float[] less) {
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            squares += Math.pow(values[i] - (less.length == 0 ? 0 : less[i]), 2);
        }
        return Math.sqrt(squares);
    }

    private static void compare(Family family, List<AnswerRow> rows, Precision precision, double tolerance) {
        try (var own = new EngineThread("processor", 1);
                var there = new EngineThread("card", 1, ProcessorAsCard.device())) {
            Found expected = Found.of(own, family, rows, precision);
            Found found = Found.of(there, family, rows, precision);
            for (int i = 0; i < rows.size(); i++) {
                assertThat(found.logProbabilities().get(i))
                        .containsExactly(expected.logProbabilities().get(i), within((float) tolerance));
            }
            for (int i = 0; i < expected.gradients().size(); i++) {
                float[] wanted = expected.gradients().get(i);
                assertThat(norm(found.gradients().get(i), wanted))
                        .isLessThanOrEqualTo(tolerance * norm(wanted, new float[0]));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void likelihoodsAndGradientsAreThoseOfTheProcessorsRows(Family family) {
        compare(family, drawn(5, 4), Precision.FLOAT32, 2e-5);
    }

    @Test
    void aRowAloneAndAnswersOfOneTokenAreRowsToo() {
        var random = new SplittableRandom(7);
        compare(Family.LLAMA, List.of(row(random, 9, 4, 12)), Precision.FLOAT32, 2e-5);
        compare(Family.LLAMA, List.of(row(random, 1, 1, 1), row(random, 3, 5)), Precision.FLOAT32, 2e-5);
    }

    @Test
    void inBfloat16TheyDifferByRounding() {
        compare(Family.LLAMA, drawn(5, 4), Precision.BFLOAT16, 0.1); // a card's norms round once, the processor's twice
    }

    @Test
    void rowsOfLikeLengthArePutTogetherAndTheFillingCounts() {
        ModelConfig config = new TinyModel(Family.LLAMA, 3).config();
        var rows = new PaddedRows(config, Precision.FLOAT32.elementType());
        assertThat(rows.pack(List.of(3, 10, 2, 9, 30, 1, 4), size -> size, 20))
                .containsExactly(List.of(30), List.of(10, 9), List.of(4, 3, 2, 1));
        assertThat(rows.pack(List.of(1, 2), size -> size, 0)).containsExactly(List.of(2), List.of(1));
    }

    @ParameterizedTest
    @EnumSource(names = {"LLAMA", "MISTRAL", "QWEN3"})
    void nothingOfARowIsLeftOnTheProcessor(Family family) {
        var random = new SplittableRandom(8);
        // looking up rows is not built for the device without memory, so no place is filled up
        var packed = new PackedRow(List.of(row(random, 3, 4, 5), row(random, 3, 5, 4)));
        var tiny = new TinyModel(family, 3);
        try (var thread = new EngineThread("shapes", 1, ShapesOnly.device())) {
            List<Tensor> left = new ArrayList<>();
            List<String> places = thread.call(() -> {
                try (var _ = TensorScope.open();
                        var trainee = TrainableModel.whole(tiny.config(), tiny, Precision.BFLOAT16, 1);
                        var attention = RowAttention.of(tiny.config(), 64, Precision.BFLOAT16.elementType())) {
                    Attention within = attention.within(packed);
                    Tensor positions = Tensors.longs(packed.positions());
                    Tensor stream = Tensors.zeros(
                                    Precision.BFLOAT16.elementType(),
                                    packed.positions().length,
                                    tiny.config().width())
                            .requires_grad_(true);
                    Tensor hidden = stream;
                    for (int layer = 0; layer < tiny.config().layers(); layer++) {
                        hidden = trainee.model().layer(layer, hidden, positions, within);
                    }
                    Tensor logits = trainee.model().logits(trainee.model().normalize(hidden));
                    Tensor targets = Tensors.longs(new int[(int) logits.size(0)]);
                    AnswerHead.Softmax softmax = AnswerHead.softmax(logits.detach(), targets, false);
                    Tensor slope = AnswerHead.logitGradient(
                            logits.detach(), targets.unsqueeze(1), softmax, softmax.logProbabilities());
                    Backward.from(logits, slope);
                    left.add(softmax.agreements());
                    left.add(stream.grad());
                    trainee.weights()
                            .collect(List.copyOf(trainee.weights().masters().keySet()));
                    trainee.weights().refresh();
                    left.addAll(trainee.weights().gradients());
                    return left.stream()
                            .map(tensor -> tensor.device().str().getString())
                            .toList();
                }
            });
            assertThat(places).hasSizeGreaterThan(10).containsOnly("meta");
        }
    }
}
