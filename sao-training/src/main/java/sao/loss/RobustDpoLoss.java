package sao.loss;

import static org.bytedeco.pytorch.global.torch.log_sigmoid;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import sao.likelihood.PairLikelihoods;

/// DPO, unbiased if a known share `e` of labels is flipped: `(-(1 - e) log sigmoid(z) + e log sigmoid(-z)) /
/// (1 - 2 e)` with `z = beta (D_w - D_l)`.
///
/// Source: Chowdhury et al., arXiv 2403.00409. Labels are hard: `p` is not read.
///
/// @param beta reward per nat above the reference model, above 0
/// @param flipRate `e`, the share of wrong labels, in [0, 0.5)
record RobustDpoLoss(double beta, double flipRate) implements PreferenceLoss {
    public RobustDpoLoss {
        Check.above("beta", beta, 0);
        Check.flipRate("flip_rate", flipRate);
    }

    @Override
    public Tensor perPair(PairLikelihoods pairs) {
        Tensor logOdds = rewardMargin(pairs);
        double scale = 1 - 2 * flipRate;
        return log_sigmoid(logOdds)
                .mul(new Scalar(-(1 - flipRate) / scale))
                .add(log_sigmoid(logOdds.neg()).mul(new Scalar(flipRate / scale)));
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
