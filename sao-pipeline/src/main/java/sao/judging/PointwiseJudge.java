package sao.judging;

import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;

/// A judge that looks at one response at a time: it has no seats, its comparisons never contradict each
/// other, and ranking K responses costs K questions.
public interface PointwiseJudge extends Judge {
    /// {@return how good a response is; merits of responses to one prompt can be compared}
    ///
    /// @param prompt what was asked
    /// @param response any response to it
    /// @throws sao.error.SaoException if the model behind the judge fails
    Merit merit(Prompt prompt, Response response);

    @Override
    default Judgment compare(Prompt prompt, Response first, Response second) {
        if (LogOdds.sameText(first, second)) {
            return LogOdds.tieOfEqualTexts();
        }
        Merit one = merit(prompt, first);
        Merit other = merit(prompt, second);
        return LogOdds.seatless(one.logOdds() - other.logOdds(), (one.verdictMass() + other.verdictMass()) / 2);
    }

    /// How good one response is.
    ///
    /// @param logOdds whose difference between two responses is the log-odds that the one is better; nats,
    ///     NaN when the judge has nothing to say
    /// @param verdictMass probability that the judge gives to readable verdicts, in [0, 1]; 1 for judges
    ///     that read none
    record Merit(double logOdds, double verdictMass) {
        /// {@return the merit that a judge sees who reads no verdict}
        public static Merit of(double logOdds) {
            return new Merit(logOdds, 1);
        }
    }
}
