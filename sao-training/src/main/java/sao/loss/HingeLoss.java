package sao.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import sao.likelihood.PairLikelihoods;

/// Hinge on summed log-probabilities: `max(0, 1 - beta (s_w - s_l))`, the rank calibration of SLiC; against
/// a reference model with `D` for `s`.
///
/// Source: Zhao et al., arXiv 2305.10425 (with margin 1 / beta and without its likelihood term).
///
/// @param beta reward per nat, above 0
/// @param againstReference whether the reference model's log-probabilities are subtracted
record HingeLoss(double beta, boolean againstReference) implements PreferenceLoss {
    public HingeLoss {
        Check.above("beta", beta, 0);
    }

    @Override
    public Tensor perPair(PairLikelihoods pairs) {
        return LogOdds.hinge(pairs.probability(), rewardMargin(pairs));
    }

    @Override
    public Tensor rewardMargin(PairLikelihoods pairs) {
        Tensor difference = againstReference
                ? pairs.chosen().gain().sub(pairs.rejected().gain())
                : pairs.chosen().sum().sub(pairs.rejected().sum());
        return difference.mul(new Scalar(beta));
    }

    @Override
    public boolean needsReference() {
        return againstReference;
    }
}
