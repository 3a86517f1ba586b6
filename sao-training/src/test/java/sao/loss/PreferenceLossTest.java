package sao.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sao.likelihood.AnswerLikelihoods;
import sao.likelihood.BatchTotals;
import sao.likelihood.PairLikelihoods;

class PreferenceLossTest {
    private static final List<PreferenceLoss> LOSSES = List.of(
            SimpoLoss.of(10, 3),
            new SimpoLoss(2.5, 0.5, 0.1, false, 0.7),
            new SimpoLoss(2, 1, 0.1, true, 0),
            new DpoLoss(0.1, 0.2, false),
            new DpoLoss(2, 0, true),
            new RobustDpoLoss(0.1, 0.2),
            new IpoLoss(0.1, true),
            new IpoLoss(0.1, false),
            new HingeLoss(0.1, true),
            new HingeLoss(0.1, false),
            new CpoLoss(0.1, 0.1, 1),
            new OrpoLoss(0.1),
            new KtoLoss(0.1, 1, 1.3),
            new SppoLoss(0.1),
            new AlphaPoLoss(2.5, 0.1, 0.25),
            new SftLoss());

    /// One pair as plain numbers.
    private record Numbers(double chosen, double rejected, List<Double> rest) {
        static Numbers drawn(long seed) {
            var random = new SplittableRandom(seed);
            List<Double> rest = List.of(
                    (double) random.nextInt(2, 60),
                    (double) random.nextInt(2, 60),
                    -random.nextDouble(1, 60),
                    -random.nextDouble(1, 60),
                    random.nextDouble(0.5, 1),
                    random.nextDouble(0, 2));
            return new Numbers(-random.nextDouble(1, 60), -random.nextDouble(1, 60), rest);
        }

        PairLikelihoods pairs() {
            Tensor w = Tensor.create(new double[] {chosen}).set_requires_grad(true);
            Tensor l = Tensor.create(new double[] {rejected}).set_requires_grad(true);
            return new PairLikelihoods(
                    new AnswerLikelihoods(w, at(0), at(2)),
                    new AnswerLikelihoods(l, at(1), at(3)),
                    at(4),
                    w,
                    at(5).sum());
        }

        private Tensor at(int index) {
            return Tensor.create(new double[] {rest.get(index)});
        }
    }

    private static double value(PreferenceLoss loss, double chosen, double rejected, List<Double> rest) {
        try (PointerScope _ = new PointerScope()) {
            return loss.share(new Numbers(chosen, rejected, rest).pairs(), new BatchTotals(2, 31))
                    .item_double();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void gradientsMatchTheCentralDifference(long seed) {
        Numbers at = Numbers.drawn(seed);
        double h = 1e-5;
        for (PreferenceLoss loss : LOSSES) {
            try (PointerScope _ = new PointerScope()) {
                PairLikelihoods pairs = at.pairs();
                loss.share(pairs, new BatchTotals(2, 31)).backward();
                double chosen = (value(loss, at.chosen + h, at.rejected, at.rest)
                                - value(loss, at.chosen - h, at.rejected, at.rest))
                        / (2 * h);
                double rejected = (value(loss, at.chosen, at.rejected + h, at.rest)
                                - value(loss, at.chosen, at.rejected - h, at.rest))
                        / (2 * h);
                close(loss, seed, pairs.chosen().sum(), chosen);
                close(loss, seed, pairs.rejected().sum(), rejected);
            }
        }
    }

    private static void close(PreferenceLoss loss, long seed, Tensor leaf, double expected) {
        assertThat(leaf.grad().item_double())
                .as("%s, seed %d", loss, seed)
                .isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
    }

    private static List<Double> labelled(double probability) {
        return List.of(20.0, 30.0, 0.0, 0.0, probability, 0.0);
    }

    @Test // -log sigmoid(0 - 3) = log(1 + e^3)
    void equalMeansCostLogOnePlusExpGamma() {
        double found = 2 * value(SimpoLoss.of(10, 3), -20, -30, labelled(1));
        assertThat(found).isCloseTo(Math.log1p(Math.exp(3)), within(1e-12)).isCloseTo(3.0486, within(1e-4));
    }

    @Test // 40 nats over the 31 supervised tokens of the batch, whatever the rejected answer is
    void supervisedFineTuningCostsTheNegativeLogLikelihoodPerTokenOfTheChosenAnswer() {
        assertThat(value(new SftLoss(), -40, -30, labelled(1))).isCloseTo(40.0 / 31, within(1e-12));
        assertThat(value(new SftLoss(), -40, -3, labelled(1))).isCloseTo(40.0 / 31, within(1e-12));
    }

    @Test
    void aSoftLabelIsTheMeanOfTheTwoHardOnes() {
        double p = 0.8;
        for (PreferenceLoss loss : List.of(SimpoLoss.of(10, 3), new CpoLoss(0.1, 0, 0), new HingeLoss(0.1, false))) {
            double better = value(loss, -20, -35, labelled(1));
            double worse = value(loss, -20, -35, labelled(0));
            assertThat(value(loss, -20, -35, labelled(p)))
                    .as("%s", loss)
                    .isCloseTo(p * better + (1 - p) * worse, within(1e-12));
        }
    }

    @Test
    void aLossThatNeedsAReferenceIsNoNumberWithoutOne() {
        for (PreferenceLoss loss : LOSSES) {
            try (PointerScope _ = new PointerScope()) {
                Tensor length = Tensor.create(new double[] {7});
                Tensor sum = Tensor.create(new double[] {-9});
                AnswerLikelihoods side = AnswerLikelihoods.withoutReference(sum, length);
                double found = loss.share(PairLikelihoods.of(side, side), new BatchTotals(1, 7))
                        .item_double();
                assertThat(Double.isNaN(found)).as("%s", loss).isEqualTo(loss.needsReference());
            }
        }
    }

    @Test
    void sharesAddUpToTheWholeBatch() {
        for (PreferenceLoss loss : LOSSES) {
            double whole = 0;
            for (long seed = 11; seed < 13; seed++) {
                Numbers part = Numbers.drawn(seed);
                whole += value(loss, part.chosen, part.rejected, part.rest);
            }
            try (PointerScope _ = new PointerScope()) {
                double together = loss.share(joined(Numbers.drawn(11), Numbers.drawn(12)), new BatchTotals(2, 31))
                        .item_double();
                if (!loss.needsDivergence()) {
                    assertThat(together).as("%s", loss).isCloseTo(whole, within(1e-12 * Math.abs(whole)));
                }
            }
        }
    }

    private static PairLikelihoods joined(Numbers first, Numbers second) {
        double[][] columns = new double[5][];
        for (int i = 0; i < 5; i++) {
            columns[i] = new double[] {first.rest.get(i), second.rest.get(i)};
        }
        Tensor w = Tensor.create(new double[] {first.chosen, second.chosen});
        Tensor l = Tensor.create(new double[] {first.rejected, second.rejected});
        return new PairLikelihoods(
                new AnswerLikelihoods(w, Tensor.create(columns[0]), Tensor.create(columns[2])),
                new AnswerLikelihoods(l, Tensor.create(columns[1]), Tensor.create(columns[3])),
                Tensor.create(columns[4]),
                w,
                Tensor.create(new double[] {first.rest.get(5)}).sum());
    }

    @Test
    void parametersOutOfRangeAreRefused() {
        for (double wrong :
                DoubleStream.of(-1, Double.NaN, Double.POSITIVE_INFINITY).toArray()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SimpoLoss.of(wrong, 3))
                    .withMessageContaining("beta");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SimpoLoss.of(10, wrong))
                    .withMessageContaining("gamma");
            assertThatIllegalArgumentException().isThrownBy(() -> new DpoLoss(0.1, wrong, false));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RobustDpoLoss(0.1, 0.5))
                .withMessage("flip_rate is 0.5, but it must be at least 0 and below 0.5");
        assertThatIllegalArgumentException().isThrownBy(() -> new BatchTotals(0, 1));
    }
}
