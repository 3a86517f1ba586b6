package sao.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import sao.likelihood.PairLikelihoods;

/// Odds-ratio preference optimisation: the negative log-likelihood of chosen and `beta H(p, o(a_w) -
/// o(a_l))` with the log-odds `o(a) = a - log(1 - exp(a))` of a mean log-probability.
///
/// Source: Hong et al., arXiv 2403.07691, equations 6 and 7 (the paper's lambda is beta here).
///
/// @param beta weight of the odds ratio against the likelihood, above 0
record OrpoLoss(double beta) implements PreferenceLoss {
    public OrpoLoss {
        Check.above("beta", beta, 0);
    }

    @Override
    public Tensor perPair(PairLikelihoods pairs) {
        return LogOdds.crossEntropy(pairs.probability(), logOddsRatio(pairs)).mul(new Scalar(beta));
    }

    @Override
    public Tensor rewardMargin(PairLikelihoods pairs) {
        return logOddsRatio(pairs).mul(new Scalar(beta));
    }

    private static Tensor logOddsRatio(PairLikelihoods pairs) {
        return logOdds(pairs.chosen().mean()).sub(logOdds(pairs.rejected().mean()));
    }

    // expm1 keeps the digits that 1 - exp(a) loses when the answer is nearly certain
    private static Tensor logOdds(Tensor mean) {
        return mean.sub(mean.expm1().neg().log());
    }

    @Override
    public double likelihoodWeight() {
        return 1;
    }
}
