package sao.training;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.batch.TrainingPair;
import sao.gradient.RowFunction;
import sao.gradient.TokenLikelihoods;
import sao.likelihood.AnswerLikelihoods;
import sao.likelihood.BatchTotals;
import sao.likelihood.PairLikelihoods;
import sao.loss.PreferenceLoss;
import sao.torch.TensorScope;

/// The loss as a function of one row's log-probabilities, in double precision.
///
/// @param loss the preference loss of a pair
/// @param softLabels whether the judge's probability is the label
record PairObjective(PreferenceLoss loss, boolean softLabels) {
    /// Log-probabilities under the start model.
    ///
    /// @param chosen summed log-probability of chosen; nats, NaN where the loss needs none
    /// @param rejected summed log-probability of rejected; nats, NaN where the loss needs none
    /// @param divergence of the batch from the start model, at least 0; nats, NaN where the loss needs none
    record Reference(double chosen, double rejected, double divergence) {
        static final Reference NONE = new Reference(Double.NaN, Double.NaN, Double.NaN);
    }

    /// Loss and statistics of one pair.
    ///
    /// @param loss the pair's contribution to the batch's loss
    /// @param margin reward margin, unit of the loss's reward
    /// @param chosen mean log-probability of chosen; nats per token
    /// @param rejected mean log-probability of rejected; nats per token
    record Outcome(double loss, double margin, double chosen, double rejected) {}

    /// Evaluates the loss of a row, stores its statistics, and returns the derivative.
    final class Evaluation implements RowFunction {
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
        public Tensor derivative(TokenLikelihoods tokens) {
            return TensorScope.returning(() -> {
                Tensor leaf =
                        tokens.logProbabilities().detach().to(ScalarType.Double).requires_grad_(true);
                int count = pair.chosenTokens();
                AnswerLikelihoods chosen = answer(leaf, tokens, new Part(0, count, reference.chosen()));
                AnswerLikelihoods rejected =
                        answer(leaf, tokens, new Part(count, pair.rejectedTokens(), reference.rejected()));
                PairLikelihoods likelihoods = new PairLikelihoods(
                        chosen,
                        rejected,
                        number(softLabels ? pair.pair().probability() : 1),
                        chosen.sum(),
                        number(reference.divergence()).sum());
                Tensor share = loss.share(likelihoods, totals);
                outcome = new Outcome(
                        share.item_double(),
                        loss.rewardMargin(likelihoods).item_double(),
                        likelihoods.chosen().mean().item_double(),
                        likelihoods.rejected().mean().item_double());
                share.backward();
                return leaf.grad().to(ScalarType.Float); // a copy: grad() is a reference into the leaf
            });
        }

        /// The tokens of one answer in the row.
        private record Part(int start, int length, double reference) {}

        private static AnswerLikelihoods answer(Tensor leaf, TokenLikelihoods tokens, Part part) {
            Tensor agreement = tokens.agreements()
                    .narrow(0, part.start(), part.length())
                    .to(ScalarType.Double)
                    .mean()
                    .view(1);
            return new AnswerLikelihoods(
                    leaf.narrow(0, part.start(), part.length()).sum().view(1),
                    number(part.length()),
                    number(part.reference()),
                    agreement);
        }

        @Override
        public boolean needsAgreement() {
            return loss.needsAgreement();
        }

        private static Tensor number(double value) {
            return torch.full(new long[] {1}, new org.bytedeco.pytorch.Scalar(value))
                    .to(ScalarType.Double);
        }

        /// {@return the statistics of the last evaluation}
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
}
