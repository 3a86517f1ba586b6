package sao.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import sao.likelihood.PairLikelihoods;

/// Self-play preference optimisation: `(D_w - (p - 1/2) / beta)^2 + (D_l - (1/2 - p) / beta)^2`. With `p =
/// 1` it is the hard form that trainers offer.
///
/// Source: Wu et al., arXiv 2405.00675 (the paper's eta is 1 / beta here).
///
/// @param beta regularisation towards the reference model, above 0; 1 / nats
record SppoLoss(double beta) implements PreferenceLoss {
    public SppoLoss {
        Check.above("beta", beta, 0);
    }

    @Override
    public Tensor perPair(PairLikelihoods pairs) {
        Tensor target = pairs.probability().sub(new Scalar(0.5)).mul(new Scalar(1 / beta));
        return pairs.chosen()
                .gain()
                .sub(target)
                .square()
                .add(pairs.rejected().gain().add(target).square());
    }

    @Override
    public Tensor rewardMargin(PairLikelihoods pairs) {
        return pairs.chosen().gain().sub(pairs.rejected().gain()).mul(new Scalar(beta));
    }

    @Override
    public boolean needsReference() {
        return true;
    }
}
