package sao.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import sao.likelihood.BatchTotals;
import sao.likelihood.PairLikelihoods;

/// The loss of a preference pair as a function of the log-probabilities of its answers.
///
/// All methods keep the element type of their arguments, and gradients flow to every `sum`.
public sealed interface PreferenceLoss
        permits SimpoLoss,
                DpoLoss,
                RobustDpoLoss,
                IpoLoss,
                HingeLoss,
                CpoLoss,
                OrpoLoss,
                SftLoss,
                KtoLoss,
                SppoLoss,
                AlphaPoLoss,
                WpoLoss {
    /// {@return `[B]`, the preference term of each pair}
    Tensor perPair(PairLikelihoods pairs);

    /// {@return `[B]`, the reward of chosen minus the reward of rejected, in units of the loss's reward,
    /// without the target margin. A value above 0 means that the model ranks the pair as its label does}
    Tensor rewardMargin(PairLikelihoods pairs);

    /// {@return the weight of the negative log-likelihood per supervised token that is added to the mean of
    /// the preference terms; 0 if the loss does not have this term}
    default double likelihoodWeight() {
        return 0;
    }

    /// {@return whether the loss reads [sao.likelihood.AnswerLikelihoods#reference]}
    default boolean needsReference() {
        return false;
    }

    /// {@return whether the loss reads [sao.likelihood.AnswerLikelihoods#agreement]}
    default boolean needsAgreement() {
        return false;
    }

    /// {@return whether the loss reads [PairLikelihoods#divergence]}
    default boolean needsDivergence() {
        return false;
    }

    /// The part that some pairs of a batch contribute to the batch's loss: their preference terms divided by
    /// the number of pairs, and their likelihood term divided by the number of tokens. The contributions of
    /// all parts add up to the loss.
    ///
    /// @param pairs some pairs of the batch
    /// @param batch numbers of pairs and tokens of the whole batch
    /// @return `[]`, the contribution
    default Tensor share(PairLikelihoods pairs, BatchTotals batch) {
        Tensor preference = perPair(pairs).sum().div(new Scalar((double) batch.pairs()));
        if (likelihoodWeight() == 0) {
            return preference;
        }
        double weight = likelihoodWeight() / batch.supervisedTokens();
        return preference.sub(pairs.supervised().sum().mul(new Scalar(weight)));
    }
}
