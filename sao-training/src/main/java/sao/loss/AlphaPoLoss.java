package sao.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import sao.likelihood.PairLikelihoods;

/// SimPO with a nonlinear reward: `H(p, beta (r(a_w) - r(a_l)) - gamma)` with `r(a) = (1 - exp(-alpha a)) /
/// alpha`.
///
/// Source: Gupta et al., arXiv 2501.03884. The implementation computes `exp(-alpha a)` directly: trainers
/// that raise `exp(a)` to a power overflow for an answer of very low probability.
///
/// @param beta reward scale, above 0
/// @param gamma target margin, at least 0; unit of the reward
/// @param alpha curvature of the reward, not 0; in the limit 0 the loss is SimPO
public record AlphaPoLoss(double beta, double gamma, double alpha) implements PreferenceLoss {
    public AlphaPoLoss {
        Check.above("beta", beta, 0);
        Check.atLeast("gamma", gamma, 0);
        Check.above("|alpha|", Math.abs(alpha), 0);
    }

    @Override
    public Tensor perPair(PairLikelihoods pairs) {
        return LogOdds.crossEntropy(pairs.probability(), rewardMargin(pairs).sub(new Scalar(gamma)));
    }

    @Override
    public Tensor rewardMargin(PairLikelihoods pairs) {
        Tensor chosen = bent(pairs.chosen().mean());
        Tensor rejected = bent(pairs.rejected().mean());
        return chosen.sub(rejected).mul(new Scalar(beta));
    }

    private Tensor bent(Tensor mean) {
        return mean.mul(new Scalar(-alpha)).expm1().mul(new Scalar(-1 / alpha));
    }
}
