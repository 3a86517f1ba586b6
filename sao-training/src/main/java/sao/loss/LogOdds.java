package sao.loss;

import static org.bytedeco.pytorch.global.torch.log_sigmoid;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// Functions of log-odds that several losses share.
final class LogOdds {
    private LogOdds() {}

    /// {@return `H(p, z)`, element by element}
    ///
    /// @param probability `p`, the label
    /// @param logOdds `z`
    static Tensor crossEntropy(Tensor probability, Tensor logOdds) {
        Tensor ifBetter = log_sigmoid(logOdds).mul(probability);
        Tensor ifWorse = log_sigmoid(logOdds.neg()).mul(complement(probability));
        return ifBetter.add(ifWorse).neg();
    }

    /// {@return the label as it is if a share `rate` of labels is flipped: `p (1 - e) + (1 - p) e`}
    static Tensor flipped(Tensor probability, double rate) {
        return rate == 0
                ? probability
                : probability.mul(new Scalar(1 - 2 * rate)).add(new Scalar(rate));
    }

    /// {@return `1 - p`}
    static Tensor complement(Tensor probability) {
        return probability.neg().add(new Scalar(1.0));
    }

    /// {@return `max(0, 1 - z)`, weighted by the label: `p max(0, 1 - z) + (1 - p) max(0, 1 + z)`}
    static Tensor hinge(Tensor probability, Tensor logOdds) {
        Tensor ifBetter = logOdds.neg().add(new Scalar(1.0)).relu().mul(probability);
        Tensor ifWorse = logOdds.add(new Scalar(1.0)).relu().mul(complement(probability));
        return ifBetter.add(ifWorse);
    }
}
