package sao.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import sao.likelihood.PairLikelihoods;

/// Kahneman-Tversky optimisation, with the two answers of a pair as two separate examples: the mean of `u_w
/// (1 - sigmoid(beta (D_w - k)))` and `u_l (1 - sigmoid(beta (k - D_l)))`, with the divergence `k` of the
/// batch.
///
/// Source: Ethayarajh et al., arXiv 2402.01306. Labels are hard: `p` is not read.
///
/// @param beta reward per nat above the reference model, above 0
/// @param chosenWeight `u_w`, at least 0
/// @param rejectedWeight `u_l`, at least 0
public record KtoLoss(double beta, double chosenWeight, double rejectedWeight) implements PreferenceLoss {
    public KtoLoss {
        Check.above("beta", beta, 0);
        Check.atLeast("desirable_weight", chosenWeight, 0);
        Check.atLeast("undesirable_weight", rejectedWeight, 0);
    }

    @Override
    public Tensor perPair(PairLikelihoods pairs) {
        Tensor above = pairs.chosen().gain().sub(pairs.divergence());
        Tensor below = pairs.divergence().sub(pairs.rejected().gain());
        return missed(above).mul(new Scalar(chosenWeight / 2)).add(missed(below).mul(new Scalar(rejectedWeight / 2)));
    }

    private Tensor missed(Tensor gain) {
        return LogOdds.complement(gain.mul(new Scalar(beta)).sigmoid());
    }

    @Override
    public Tensor rewardMargin(PairLikelihoods pairs) {
        return pairs.chosen().gain().sub(pairs.rejected().gain()).mul(new Scalar(beta));
    }

    @Override
    public boolean needsReference() {
        return true;
    }

    @Override
    public boolean needsDivergence() {
        return true;
    }
}
