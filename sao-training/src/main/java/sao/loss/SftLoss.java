package sao.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import sao.likelihood.PairLikelihoods;

/// Supervised fine-tuning: the negative log-likelihood per token of chosen answers. The rejected answers have no
/// effect on it, and there is no preference term. With chosen answers of the model itself it is the baseline without
/// preferences.
record SftLoss() implements PreferenceLoss {
    @Override
    public Tensor perPair(PairLikelihoods pairs) {
        return pairs.chosen().sum().add(pairs.rejected().sum()).mul(new Scalar(0.0)); // 0, with gradients of 0
    }

    /// {@return `[B]`, the difference of the mean log-probabilities per token, which this loss does not train; nats}
    @Override
    public Tensor rewardMargin(PairLikelihoods pairs) {
        return pairs.chosen().mean().sub(pairs.rejected().mean());
    }

    @Override
    public double likelihoodWeight() {
        return 1;
    }
}
