package sao.training;

import java.util.List;
import java.util.Locale;
import sao.batch.TrainingPair;
import sao.chat.Answer;
import sao.error.SaoException;
import sao.gradient.AnswerRow;
import sao.token.LogProbabilities;

/// Compares the log-probabilities of sampled tokens under the model to be trained with those of the sampler. A
/// wrong template, tokenizer, weight or position is found here, before anything is trained.
///
/// @param tolerance largest mean absolute difference; nats per token
record ParityCheck(double tolerance) {
    private static final int SAMPLE = 8;
    private static final double TOLERANCE = 0.05;

    /// {@return the check with a tolerance above the rounding error of bfloat16 in sampler and trainer}
    static ParityCheck standard() {
        return new ParityCheck(TOLERANCE);
    }

    /// Gives the log-probabilities of a row's answer tokens.
    interface Scorer {
        /// {@return `[M]`, log-probability of each answer token; nats}
        LogProbabilities of(AnswerRow row);
    }

    /// Compares a sample of pairs, evenly spaced.
    ///
    /// @return the differences
    /// @throws SaoException if their mean is beyond the tolerance
    Parity check(List<TrainingPair> pairs, Scorer scorer) {
        Differences differences = new Differences();
        int count = Math.min(SAMPLE, pairs.size());
        for (int i = 0; i < count; i++) {
            TrainingPair pair = pairs.get((int) ((long) i * pairs.size() / count));
            differences.add(pair, scorer.of(pair.row()));
        }
        Parity parity = differences.summary();
        if (!(parity.meanDifference() <= tolerance)) {
            throw new SaoException(
                    String.format(
                            Locale.ROOT,
                            "The log-probabilities of the sampled tokens differ by %.4f nats per token in the mean between"
                                    + " sampler and trainer, more than %.4f; worst is pair %s with %.4f.",
                            parity.meanDifference(),
                            tolerance,
                            parity.worstPair(),
                            parity.worstDifference()),
                    "Train the very model that sampled the pairs, with its own chat template and tokenizer.");
        }
        return parity;
    }

    /// Collects differences over answers.
    private static final class Differences {
        private double sum;
        private long tokens;
        private int pairs;
        private double worst;
        private String worstPair = "";

        void add(TrainingPair pair, LogProbabilities found) {
            long before = tokens;
            add(pair, pair.pair().chosen(), found, 0);
            add(pair, pair.pair().rejected(), found, pair.chosenTokens());
            pairs += tokens > before ? 1 : 0;
        }

        private void add(TrainingPair pair, Answer answer, LogProbabilities found, int offset) {
            if (answer.logProbabilities().isEmpty()) {
                return;
            }
            LogProbabilities recorded = answer.logProbabilities().get();
            double difference = 0;
            int count = recorded.size();
            for (int i = 0; i < count; i++) {
                difference += Math.abs(recorded.get(i) - found.get(offset + i));
            }
            sum += difference;
            tokens += count;
            // written so that NaN, a model that is broken, is the worst
            if (count > 0 && !(difference / count <= worst)) {
                worst = difference / count;
                worstPair = pair.pair().id();
            }
        }

        Parity summary() {
            return new Parity(pairs, tokens == 0 ? 0 : sum / tokens, worst, worstPair);
        }
    }
}
