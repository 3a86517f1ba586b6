package sao.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import sao.likelihood.PairLikelihoods;

/// Contrastive preference optimisation: `H(p, beta (s_w - s_l))` and the negative log-likelihood of chosen.
///
/// Source: Xu et al., arXiv 2401.08417.
///
/// @param beta reward per nat, above 0
/// @param labelSmoothing share of labels taken to be wrong, in [0, 0.5)
/// @param likelihoodWeight weight of the negative log-likelihood per chosen token, at least 0; the paper's
///     is 1
record CpoLoss(double beta, double labelSmoothing, double likelihoodWeight) implements PreferenceLoss {
    public CpoLoss {
        Check.above("beta", beta, 0);
        Check.flipRate("label_smoothing", labelSmoothing);
        Check.atLeast("nll_weight", likelihoodWeight, 0);
    }

    @Override
    public Tensor perPair(PairLikelihoods pairs) {
        return LogOdds.crossEntropy(LogOdds.flipped(pairs.probability(), labelSmoothing), rewardMargin(pairs));
    }

    @Override
    public Tensor rewardMargin(PairLikelihoods pairs) {
        return pairs.chosen().sum().sub(pairs.rejected().sum()).mul(new Scalar(beta));
    }
}
