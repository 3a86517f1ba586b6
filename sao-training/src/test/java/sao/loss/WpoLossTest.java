package sao.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import sao.likelihood.AnswerLikelihoods;
import sao.likelihood.BatchTotals;
import sao.likelihood.PairLikelihoods;

class WpoLossTest {
    private static final double CHOSEN = -12;
    private static final double REJECTED = -20;

    private static Tensor number(double value) {
        return Tensor.create(new double[] {value});
    }

    private static PairLikelihoods pairs(double chosenAgreement, double rejectedAgreement) {
        Tensor chosen = number(CHOSEN).set_requires_grad(true);
        Tensor rejected = number(REJECTED).set_requires_grad(true);
        return PairLikelihoods.of(
                new AnswerLikelihoods(chosen, number(10), number(-13), number(chosenAgreement)),
                new AnswerLikelihoods(rejected, number(8), number(-19), number(rejectedAgreement)));
    }

    @Test // W = mean - agreement: -1.2 + 0.9 = -0.3 and -2.5 + 2 = -0.5
    void theWeightIsHowLikelyTheModelWouldWriteBoth() {
        try (PointerScope _ = new PointerScope()) {
            assertThat(WpoLoss.weight(pairs(-0.9, -2)).item_double()).isCloseTo(Math.exp(-0.8), within(1e-12));
            assertThat(WpoLoss.weight(pairs(-2, -4)).item_double()).isEqualTo(1);
        }
    }

    @Test
    void valueAndGradientAreTheLossesTimesTheWeight() {
        for (PreferenceLoss loss : List.of(SimpoLoss.of(10, 3), new DpoLoss(0.1, 0, false), new SppoLoss(0.1))) {
            try (PointerScope _ = new PointerScope()) {
                PairLikelihoods plain = pairs(-0.9, -2);
                PairLikelihoods weighted = pairs(-0.9, -2);
                BatchTotals one = new BatchTotals(1, 10);
                Tensor value = loss.share(plain, one);
                Tensor less = new WpoLoss(loss).share(weighted, one);
                value.backward();
                less.backward();
                double weight = Math.exp(-0.8);
                assertThat(less.item_double()).as("%s", loss).isCloseTo(weight * value.item_double(), within(1e-12));
                assertThat(weighted.chosen().sum().grad().item_double())
                        .isCloseTo(weight * plain.chosen().sum().grad().item_double(), within(1e-12));
                assertThat(weighted.rejected().sum().grad().item_double())
                        .isCloseTo(weight * plain.rejected().sum().grad().item_double(), within(1e-12));
            }
        }
    }

    @Test
    void withoutAMeasuredAgreementItIsNoNumber() {
        try (PointerScope _ = new PointerScope()) {
            double found = new WpoLoss(SimpoLoss.of(10, 3))
                    .share(pairs(Double.NaN, -2), new BatchTotals(1, 10))
                    .item_double();
            assertThat(found).isNaN();
        }
    }

    @Test
    void weightingTwiceIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new WpoLoss(new WpoLoss(SimpoLoss.of(10, 3))));
    }
}
