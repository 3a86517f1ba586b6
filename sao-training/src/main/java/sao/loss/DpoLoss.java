package sao.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import sao.likelihood.PairLikelihoods;

/// Direct preference optimisation: `H(p, beta (D_w - D_l))`; length-normalised with `D / n` for `D`. Label
/// smoothing makes it conservative DPO.
///
/// Source: Rafailov et al., arXiv 2305.18290, equation 7; the length-normalised form: Lambert et al., arXiv
/// 2411.15124.
///
/// @param beta reward per nat above the reference model (per nat per token when length-normalised), above
///     0
/// @param labelSmoothing share of labels taken to be wrong, in [0, 0.5)
/// @param lengthNormalised whether gains are per token
public record DpoLoss(double beta, double labelSmoothing, boolean lengthNormalised) implements PreferenceLoss {
    public DpoLoss {
        Check.above("beta", beta, 0);
        Check.flipRate("label_smoothing", labelSmoothing);
    }

    @Override
    public Tensor perPair(PairLikelihoods pairs) {
        return LogOdds.crossEntropy(LogOdds.flipped(pairs.probability(), labelSmoothing), rewardMargin(pairs));
    }

    @Override
    public Tensor rewardMargin(PairLikelihoods pairs) {
        Tensor difference = lengthNormalised
                ? pairs.chosen().meanGain().sub(pairs.rejected().meanGain())
                : pairs.chosen().gain().sub(pairs.rejected().gain());
        return difference.mul(new Scalar(beta));
    }

    @Override
    public boolean needsReference() {
        return true;
    }
}
