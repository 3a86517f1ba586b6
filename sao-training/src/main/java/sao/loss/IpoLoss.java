package sao.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import sao.likelihood.PairLikelihoods;

/// Identity preference optimisation: `(D_w - D_l - 1 / (2 beta))^2`; length-normalised with `D / n` for
/// `D`. A soft label moves the target: `(2 p - 1) / (2 beta)`.
///
/// Source: Azar et al., arXiv 2310.12036, equation 17 (the paper's tau is beta here). Other trainers
/// normalise by length.
///
/// @param beta regularisation towards the reference model, above 0; 1 / nats
/// @param lengthNormalised whether gains are per token
record IpoLoss(double beta, boolean lengthNormalised) implements PreferenceLoss {
    public IpoLoss {
        Check.above("beta", beta, 0);
    }

    @Override
    public Tensor perPair(PairLikelihoods pairs) {
        Tensor target =
                pairs.probability().mul(new Scalar(2.0)).sub(new Scalar(1.0)).mul(new Scalar(1 / (2 * beta)));
        return difference(pairs).sub(target).square();
    }

    @Override
    public Tensor rewardMargin(PairLikelihoods pairs) {
        return difference(pairs).mul(new Scalar(beta));
    }

    private Tensor difference(PairLikelihoods pairs) {
        return lengthNormalised
                ? pairs.chosen().meanGain().sub(pairs.rejected().meanGain())
                : pairs.chosen().gain().sub(pairs.rejected().gain());
    }

    @Override
    public boolean needsReference() {
        return true;
    }
}
