package sao.training;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.domain.LogProbabilities;
import sao.loss.AnswerLikelihoods;
import sao.loss.BatchTotals;
import sao.loss.PairLikelihoods;
import sao.loss.PreferenceLoss;
import sao.tensor.TensorScope;

/// The loss as a function of one row's log-probabilities, in double precision.
///
/// @param loss what a pair costs
/// @param softLabels whether the judge's probability is the label
record PairObjective(PreferenceLoss loss, boolean softLabels) {
    /// The log-probabilities of a pair's answers under the start model.
    ///
    /// @param chosen summed; nats, NaN where the loss needs none
    /// @param rejected summed; nats, NaN where the loss needs none
    record Reference(double chosen, double rejected) {
        static final Reference NONE = new Reference(Double.NaN, Double.NaN);
    }

    /// What one pair gave.
    ///
    /// @param loss its share of the batch's loss
    /// @param margin reward margin, unit of the loss's reward
    /// @param chosen mean log-probability of chosen; nats per token
    /// @param rejected mean log-probability of rejected; nats per token
    record Outcome(double loss, double margin, double chosen, double rejected) {}

    /// Evaluates the loss on a row, keeps what came out, and gives the derivative.
    final class Evaluation implements UnaryOperator<Tensor> {
        private final TrainingPair pair;
        private final Reference reference;
        private final BatchTotals totals;
        private Outcome outcome = new Outcome(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

        private Evaluation(TrainingPair pair, Reference reference, BatchTotals totals) {
            this.pair = pair;
            this.reference = reference;
            this.totals = totals;
        }

        @Override
        public Tensor apply(Tensor logProbabilities) {
            return TensorScope.returning(() -> {
                Tensor leaf = logProbabilities.detach().to(ScalarType.Double).requires_grad_(true);
                Tensor chosen = leaf.narrow(0, 0, pair.chosenTokens()).sum().view(1);
                Tensor rejected = leaf.narrow(0, pair.chosenTokens(), pair.rejectedTokens())
                        .sum()
                        .view(1);
                PairLikelihoods likelihoods = PairLikelihoods.of(
                                new AnswerLikelihoods(chosen, number(pair.chosenTokens()), number(reference.chosen())),
                                new AnswerLikelihoods(
                                        rejected, number(pair.rejectedTokens()), number(reference.rejected())))
                        .labelled(number(softLabels ? pair.pair().probability() : 1));
                Tensor share = loss.share(likelihoods, totals);
                outcome = new Outcome(
                        share.item_double(),
                        loss.rewardMargin(likelihoods).item_double(),
                        likelihoods.chosen().mean().item_double(),
                        likelihoods.rejected().mean().item_double());
                share.backward();
                return Backward.gradient(leaf).to(ScalarType.Float);
            });
        }

        private static Tensor number(double value) {
            return torch.full(new long[] {1}, new org.bytedeco.pytorch.Scalar(value))
                    .to(ScalarType.Double);
        }

        /// {@return what the last evaluation gave}
        Outcome outcome() {
            return outcome;
        }
    }

    /// {@return the loss as a function of the row's log-probabilities}
    ///
    /// @param reference of the pair
    /// @param totals of the batch
    Evaluation of(TrainingPair pair, Reference reference, BatchTotals totals) {
        return new Evaluation(pair, reference, totals);
    }

    /// {@return the reference that these log-probabilities of a row are}
    static Reference reference(TrainingPair pair, LogProbabilities row) {
        double chosen = 0;
        double rejected = 0;
        for (int i = 0; i < row.size(); i++) {
            if (i < pair.chosenTokens()) {
                chosen += row.get(i);
            } else {
                rejected += row.get(i);
            }
        }
        return new Reference(chosen, rejected);
    }
}
