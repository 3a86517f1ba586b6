package sao.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sao.architecture.CausalLanguageModel;
import sao.architecture.Family;
import sao.architecture.Precision;
import sao.architecture.WholeSequenceAttention;
import sao.domain.TokenIds;
import sao.loss.BatchTotals;
import sao.loss.SimpoLoss;
import sao.tensor.TensorScope;
import sao.tensor.Tensors;

/// The row with a shared prompt against its plain twin: one pass for each answer, all logits, autograd from
/// end to end.
class SharedPrefixTest {
    private static final PairObjective SIMPO = new PairObjective(SimpoLoss.of(10, 3), false);
    private static final BatchTotals ONE = new BatchTotals(1, 1);

    @ParameterizedTest
    @EnumSource(Family.class)
    void lossAndGradientsAreThoseOfSeparatePasses(Family family) {
        var random = new SplittableRandom(5);
        var pair = TrainingPair.of(TinyPairs.pair(
                "a", TinyPairs.tokens(random, 11), TinyPairs.tokens(random, 17), TinyPairs.tokens(random, 9)));
        compare(family, pair, 1 << 20);
    }

    @Test
    void logitsInPartsChangeNothing() {
        var random = new SplittableRandom(6);
        var pair = TrainingPair.of(TinyPairs.pair(
                "a", TinyPairs.tokens(random, 3), TinyPairs.tokens(random, 50), TinyPairs.tokens(random, 70)));
        compare(Family.LLAMA, pair, 97 * 4 * 7); // seven rows at a time
    }

    @Test
    void answersOfOneTokenAndAPromptOfOneTokenAreRowsToo() {
        var random = new SplittableRandom(7);
        compare(
                Family.LLAMA,
                TrainingPair.of(TinyPairs.pair(
                        "a", TinyPairs.tokens(random, 1), TinyPairs.tokens(random, 1), TinyPairs.tokens(random, 4))),
                1 << 20);
        compare(
                Family.LLAMA,
                TrainingPair.of(TinyPairs.pair(
                        "b", TinyPairs.tokens(random, 5), TinyPairs.tokens(random, 1), TinyPairs.tokens(random, 1))),
                1 << 20);
    }

    private static void compare(Family family, TrainingPair pair, long logitBytes) {
        var compute = new ComputeSettings(Precision.FLOAT32, 1, 0, logitBytes);
        var tiny = new TinyModel(family, 3);
        try (var _ = TensorScope.open();
                var shared = Trainee.whole(tiny.config(), tiny, Precision.FLOAT32);
                var plain = Trainee.whole(tiny.config(), tiny, Precision.FLOAT32);
                var pass = new RowPass(shared, 128, compute, Optional.empty())) {
            CausalLanguageModel model = plain.model();
            var evaluation = SIMPO.of(pair, PairObjective.Reference.NONE, ONE);
            pass.addGradient(pair.row(), evaluation);

            Tensor likelihoods = torch.cat(
                    new TensorVector(
                            answer(
                                    model,
                                    pair.row().prompt(),
                                    pair.row().answers().get(0)),
                            answer(
                                    model,
                                    pair.row().prompt(),
                                    pair.row().answers().get(1))),
                    0);
            var expected = SIMPO.of(pair, PairObjective.Reference.NONE, ONE);
            Backward.from(likelihoods, expected.derivative(TokenLikelihoods.of(likelihoods)));

            assertThat(Tensors.toFloats(pass.logProbabilities(pair.row())))
                    .containsExactly(Tensors.toFloats(likelihoods), within(1e-5f));
            assertThat(evaluation.outcome().loss())
                    .isCloseTo(
                            expected.outcome().loss(),
                            within(1e-5 * expected.outcome().loss()));
            assertClose(shared.weights(), plain.weights(), 1e-5);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1 << 20})
    void agreementsAreThoseOfThePlainSoftmax(long logitBytes) {
        var tiny = new TinyModel(Family.LLAMA, 3);
        try (var _ = TensorScope.open();
                var weights = TrainableWeights.read(tiny.config(), tiny, Precision.FLOAT32);
                var model = CausalLanguageModel.of(tiny.config(), weights.leaves())) {
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
        var pairs = TinyPairs.drawn(5, 4).stream().map(TrainingPair::of).toList();
        var tiny = new TinyModel(family, 3);
        var compute = ComputeSettings.of(Precision.FLOAT32, 1, 0);
        try (var _ = TensorScope.open();
                var single = gradients(tiny, pairs, compute);
                var packed = Trainee.whole(tiny.config(), tiny, Precision.FLOAT32);
                var pass = new RowPass(packed, 64, compute, Optional.empty())) {
            var row = new PackedRow(pairs.stream().map(TrainingPair::row).toList());
            var totals = new BatchTotals(pairs.size(), 1);
            var functions = pairs.stream()
                    .map(pair -> SIMPO.of(pair, PairObjective.Reference.NONE, totals))
                    .toList();
            pass.addGradient(row, new PackedFunction(row, functions));
            assertClose(packed.weights(), single.weights(), 1e-5);
        }
    }

    @Test
    void onlyShortPairsShareARow() {
        assertThat(PackedRow.pack(List.of(3, 4, 9, 2, 2, 2), part -> part, 7))
                .containsExactly(List.of(3, 4), List.of(9), List.of(2, 2, 2));
        assertThat(PackedRow.pack(List.of(1, 1), part -> part, 0)).containsExactly(List.of(1), List.of(1));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "BFLOAT16"})
    void layersThatAreComputedAgainGiveTheSameGradientsBitForBit(Precision precision) {
        var pairs = TinyPairs.drawn(5, 4).stream().map(TrainingPair::of).toList();
        for (Family family : List.of(Family.LLAMA, Family.GEMMA3)) {
            var tiny = new TinyModel(family, 3);
            try (var _ = TensorScope.open();
                    var kept = gradients(tiny, pairs, ComputeSettings.of(precision, 1, 0));
                    var again = gradients(
                            tiny, pairs, ComputeSettings.of(precision, 1, 0).with(Recompute.ON))) {
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
        var pairs = TinyPairs.drawn(16, 4).stream().map(TrainingPair::of).toList();
        var tiny = new TinyModel(Family.LLAMA, 3);
        try (var _ = TensorScope.open();
                var exact = gradients(tiny, pairs, ComputeSettings.of(Precision.FLOAT32, 1, 0));
                var rounded = gradients(tiny, pairs, ComputeSettings.of(Precision.BFLOAT16, 1, 0))) {
            assertClose(rounded.weights(), exact.weights(), 0.1);
        }
    }

    private static Trainee gradients(TinyModel tiny, List<TrainingPair> pairs, ComputeSettings compute) {
        Trainee trainee = Trainee.whole(tiny.config(), tiny, compute.precision());
        try (var pass = new RowPass(trainee, 64, compute, Optional.empty())) {
            for (TrainingPair pair : pairs) {
                pass.addGradient(
                        pair.row(), SIMPO.of(pair, PairObjective.Reference.NONE, new BatchTotals(pairs.size(), 1)));
            }
        }
        return trainee;
    }
}
