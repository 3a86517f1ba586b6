package sao.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sao.architecture.CausalLanguageModel;
import sao.architecture.Precision;
import sao.architecture.WholeSequenceAttention;
import sao.config.Family;
import sao.tensor.Tensors;
import sao.token.TokenIds;
import sao.torch.TensorScope;

/// The row with a shared prompt against its plain twin: one pass for each answer, all logits, autograd from
/// end to end.
class SharedPrefixTest {
    private static final RowPass.Memory MEMORY = new RowPass.Memory(1 << 20, false);

    /// SimPO's loss of a row of two answers, written out: beta 10, raw gamma 3.
    private static final class Simpo implements RowFunction {
        private final int chosen;
        private double loss = Double.NaN;

        Simpo(AnswerRow row) {
            this.chosen = row.answers().getFirst().size();
        }

        @Override
        public Tensor derivative(TokenLikelihoods likelihoods) {
            return TensorScope.returning(() -> {
                Tensor leaf = likelihoods
                        .logProbabilities()
                        .detach()
                        .to(ScalarType.Double)
                        .requires_grad_(true);
                Tensor better = leaf.narrow(0, 0, chosen).mean();
                Tensor worse = leaf.narrow(0, chosen, leaf.size(0) - chosen).mean();
                Tensor cost = torch.log_sigmoid(
                                better.sub(worse).mul(new Scalar(10)).sub(new Scalar(3)))
                        .neg();
                loss = cost.item_double();
                cost.backward();
                return leaf.grad().to(ScalarType.Float);
            });
        }
    }

    private static AnswerRow row(SplittableRandom random, int prompt, int chosen, int rejected) {
        return new AnswerRow(
                TinyModel.tokens(random, prompt),
                List.of(TinyModel.tokens(random, chosen), TinyModel.tokens(random, rejected)));
    }

    private static List<AnswerRow> drawn(int count, long seed) {
        var random = new SplittableRandom(seed);
        return Stream.generate(() -> row(random, random.nextInt(1, 12), random.nextInt(1, 14), random.nextInt(1, 14)))
                .limit(count)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void lossAndGradientsAreThoseOfSeparatePasses(Family family) {
        compare(family, row(new SplittableRandom(5), 11, 17, 9), 1 << 20);
    }

    @Test
    void logitsInPartsChangeNothing() {
        compare(Family.LLAMA, row(new SplittableRandom(6), 3, 50, 70), 97 * 4 * 7); // seven rows at a time
    }

    @Test
    void answersOfOneTokenAndAPromptOfOneTokenAreRowsToo() {
        var random = new SplittableRandom(7);
        compare(Family.LLAMA, row(random, 1, 1, 4), 1 << 20);
        compare(Family.LLAMA, row(random, 5, 1, 1), 1 << 20);
    }

    private static void compare(Family family, AnswerRow row, long logitBytes) {
        var tiny = new TinyModel(family, 3);
        try (var _ = TensorScope.open();
                var shared = TrainableModel.whole(tiny.config(), tiny, Precision.FLOAT32, 1);
                var plain = TrainableModel.whole(tiny.config(), tiny, Precision.FLOAT32, 1);
                var pass = new RowPass(shared, 128, new RowPass.Memory(logitBytes, false), Optional.empty())) {
            CausalLanguageModel model = plain.model();
            var found = new Simpo(row);
            pass.addGradient(row, found);

            Tensor likelihoods = torch.cat(
                    new TensorVector(
                            answer(model, row.prompt(), row.answers().get(0)),
                            answer(model, row.prompt(), row.answers().get(1))),
                    0);
            var expected = new Simpo(row);
            Backward.from(likelihoods, expected.derivative(new TokenLikelihoods(likelihoods, likelihoods)));

            assertThat(Tensors.toFloats(pass.logProbabilities(row)))
                    .containsExactly(Tensors.toFloats(likelihoods), within(1e-5f));
            assertThat(found.loss).isCloseTo(expected.loss, within(1e-5 * expected.loss));
            assertClose(shared.weights(), plain.weights(), 1e-5);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1 << 20})
    void agreementsAreThoseOfThePlainSoftmax(long logitBytes) {
        var tiny = new TinyModel(Family.LLAMA, 3);
        try (var _ = TensorScope.open();
                var trainee = TrainableModel.whole(tiny.config(), tiny, Precision.FLOAT32, 1)) {
            CausalLanguageModel model = trainee.model();
            Tensor hidden = torch.randn(new long[] {7, 32});
            Tensor targets = Tensors.longs(new int[] {1, 2, 3, 4, 5, 6, 7});
            List<float[]> heard = new ArrayList<>();
            new AnswerHead(model, logitBytes).gradient(hidden, targets, new RowFunction() {
                @Override
                public Tensor derivative(TokenLikelihoods likelihoods) {
                    heard.add(Tensors.toFloats(likelihoods.agreements()));
                    return torch.ones_like(likelihoods.logProbabilities());
                }

                @Override
                public boolean needsAgreement() {
                    return true;
                }
            });
            Tensor squares =
                    torch.softmax(model.logits(hidden), -1).square().sum(-1).log();
            assertThat(heard.getFirst()).containsExactly(Tensors.toFloats(squares), within(1e-5f));
        }
    }

    private static Tensor answer(CausalLanguageModel model, TokenIds prompt, TokenIds answer) {
        TokenIds all = prompt.then(answer);
        int[] positions = new int[all.size()];
        java.util.Arrays.setAll(positions, i -> i);
        Tensor hidden =
                model.hidden(Tensors.longs(all.toArray()), Tensors.longs(positions), new WholeSequenceAttention());
        return torch.log_softmax(model.logits(hidden).narrow(0, prompt.size() - 1, answer.size()), -1)
                .gather(1, Tensors.longs(answer.toArray()).unsqueeze(1))
                .squeeze(1);
    }

    private static void assertClose(TrainableWeights found, TrainableWeights expected, double tolerance) {
        List<Tensor> gradients = found.gradients();
        List<Tensor> wanted = expected.gradients();
        List<String> names = new ArrayList<>(found.masters().keySet());
        Map<String, Double> errors = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            double size = wanted.get(i).norm().item_double();
            errors.put(names.get(i), gradients.get(i).sub(wanted.get(i)).norm().item_double() / size);
        }
        assertThat(errors)
                .allSatisfy((name, error) -> assertThat(error).as(name).isLessThan(tolerance));
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void severalPairsInOneRowGiveTheGradientsOfARowForEach(Family family) {
        var rows = drawn(5, 4);
        var tiny = new TinyModel(family, 3);
        try (var _ = TensorScope.open();
                var single = gradients(tiny, rows, Precision.FLOAT32, MEMORY);
                var packed = TrainableModel.whole(tiny.config(), tiny, Precision.FLOAT32, 1);
                var pass = new RowPass(packed, 64, MEMORY, Optional.empty())) {
            pass.addGradient(new PackedRow(rows), rows.stream().map(Simpo::new).toList());
            assertClose(packed.weights(), single.weights(), 1e-5);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "BFLOAT16"})
    void layersThatAreComputedAgainGiveTheSameGradientsBitForBit(Precision precision) {
        var rows = drawn(5, 4);
        for (Family family : List.of(Family.LLAMA, Family.GEMMA3)) {
            var tiny = new TinyModel(family, 3);
            try (var _ = TensorScope.open();
                    var kept = gradients(tiny, rows, precision, MEMORY);
                    var again = gradients(tiny, rows, precision, new RowPass.Memory(MEMORY.logitBytes(), true))) {
                List<Tensor> expected = kept.weights().gradients();
                List<Tensor> found = again.weights().gradients();
                for (int i = 0; i < expected.size(); i++) {
                    assertThat(Tensors.toFloats(found.get(i))).containsExactly(Tensors.toFloats(expected.get(i)));
                }
            }
        }
    }

    @Test
    void theSumOverABatchInBfloat16IsCloseToTheOneInFloat32() {
        var rows = drawn(16, 4);
        var tiny = new TinyModel(Family.LLAMA, 3);
        try (var _ = TensorScope.open();
                var exact = gradients(tiny, rows, Precision.FLOAT32, MEMORY);
                var rounded = gradients(tiny, rows, Precision.BFLOAT16, MEMORY)) {
            assertClose(rounded.weights(), exact.weights(), 0.1);
        }
    }

    private static TrainableModel gradients(
            TinyModel tiny, List<AnswerRow> rows, Precision precision, RowPass.Memory memory) {
        TrainableModel trainee = TrainableModel.whole(tiny.config(), tiny, precision, 1);
        try (var pass = new RowPass(trainee, 64, memory, Optional.empty())) {
            for (AnswerRow row : rows) {
                pass.addGradient(row, new Simpo(row));
            }
        }
        return trainee;
    }
}
