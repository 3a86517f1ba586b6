package sao.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import sao.likelihood.AnswerLikelihoods;
import sao.likelihood.PairLikelihoods;

/// A loss whose pairs are weighted by their probability under the model under training: `w L` with `w =
/// min(1, exp(W_w + W_l))`, without a gradient through `w`, and `W` the mean over an answer's tokens of `log
/// p(y) - log sum_v p(v)^2`. Answers that the model sampled itself have a weight near 1; the weight falls as
/// the model moves away from them.
///
/// Source: Zhou et al., arXiv 2406.11827, with weights aligned by the model's own expected probability.
///
/// @param weighted the loss, not itself a weighted one; its likelihood term is not weighted
public record WpoLoss(PreferenceLoss weighted) implements PreferenceLoss {
    public WpoLoss {
        if (weighted instanceof WpoLoss) {
            throw new IllegalArgumentException("weighted must not be a weighted loss itself");
        }
    }

    @Override
    public Tensor perPair(PairLikelihoods pairs) {
        return weighted.perPair(pairs).mul(weight(pairs));
    }

    /// {@return `w`: `[B]`, in (0, 1], without gradient}
    static Tensor weight(PairLikelihoods pairs) {
        Tensor logWeight = sampleLogWeight(pairs.chosen()).add(sampleLogWeight(pairs.rejected()));
        return logWeight.exp().clamp_max(new Scalar(1.0)).detach();
    }

    /// {@return `W`: `[B]`, mean over an answer's tokens of the log-probability minus the logarithm of the
    /// expected probability of a sampled token; nats per token}
    private static Tensor sampleLogWeight(AnswerLikelihoods answers) {
        return answers.mean().sub(answers.agreement());
    }

    @Override
    public Tensor rewardMargin(PairLikelihoods pairs) {
        return weighted.rewardMargin(pairs);
    }

    @Override
    public double likelihoodWeight() {
        return weighted.likelihoodWeight();
    }

    @Override
    public boolean needsReference() {
        return weighted.needsReference();
    }

    @Override
    public boolean needsAgreement() {
        return true;
    }

    @Override
    public boolean needsDivergence() {
        return weighted.needsDivergence();
    }
}
