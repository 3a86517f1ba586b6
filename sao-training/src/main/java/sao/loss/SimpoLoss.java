package sao.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import sao.likelihood.PairLikelihoods;

/// Reference-free loss on mean log-probabilities with a target margin: `H(p, z)` with `z = beta (a_w - a_l)
/// - gamma`. As hinge: `max(0, 1 - z)`. With a likelihood weight of 1 it is CPO-SimPO.
///
/// Source: Meng et al., arXiv 2405.14734, equation 6. `gamma` is the raw margin, in units of reward; the
/// authors' code takes `gamma / beta` instead, so 3 here (with beta 10) is 0.3 there.
///
/// @param beta reward per nat per token, above 0
/// @param gamma target margin, at least 0; unit of the reward
/// @param labelSmoothing share of labels taken to be wrong, in [0, 0.5)
/// @param hinge whether the hinge replaces the cross-entropy
/// @param likelihoodWeight weight of the negative log-likelihood of chosen tokens, at least 0
public record SimpoLoss(double beta, double gamma, double labelSmoothing, boolean hinge, double likelihoodWeight)
        implements PreferenceLoss {
    public SimpoLoss {
        Check.above("beta", beta, 0);
        Check.atLeast("gamma", gamma, 0);
        Check.flipRate("label_smoothing", labelSmoothing);
        Check.atLeast("nll_weight", likelihoodWeight, 0);
    }

    /// {@return the loss as in the paper}
    public static SimpoLoss of(double beta, double gamma) {
        return new SimpoLoss(beta, gamma, 0, false, 0);
    }

    @Override
    public Tensor perPair(PairLikelihoods pairs) {
        Tensor logOdds = rewardMargin(pairs).sub(new Scalar(gamma));
        Tensor label = LogOdds.flipped(pairs.probability(), labelSmoothing);
        return hinge ? LogOdds.hinge(label, logOdds) : LogOdds.crossEntropy(label, logOdds);
    }

    @Override
    public Tensor rewardMargin(PairLikelihoods pairs) {
        return pairs.chosen().mean().sub(pairs.rejected().mean()).mul(new Scalar(beta));
    }
}
