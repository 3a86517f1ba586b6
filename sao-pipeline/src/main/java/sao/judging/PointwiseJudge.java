package sao.judging;

import java.util.List;
import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;

/// A judge that scores one response at a time. It has no position bias, its comparisons are transitive, and
/// ranking K responses takes K model calls.
public interface PointwiseJudge extends Judge {
    /// {@return the merit of a response; merits of responses to the same prompt are comparable}
    ///
    /// @param prompt prompt of the response
    /// @param response response to score
    /// @throws sao.error.SaoException if the model behind the judge fails
    Merit merit(Prompt prompt, Response response);

    /// {@return the merits of responses to one prompt, in order}
    ///
    /// @param prompt prompt of the responses
    /// @param responses responses to score
    /// @throws sao.error.SaoException if the model behind the judge fails
    default List<Merit> merits(Prompt prompt, List<Response> responses) {
        return responses.stream().map(response -> merit(prompt, response)).toList();
    }

    @Override
    default Judgment compare(Prompt prompt, Response first, Response second) {
        if (LogOdds.sameText(first, second)) {
            return LogOdds.tieOfEqualTexts();
        }
        List<Merit> merits = merits(prompt, List.of(first, second));
        Merit one = merits.getFirst();
        Merit other = merits.getLast();
        return LogOdds.seatless(one.logOdds() - other.logOdds(), (one.verdictMass() + other.verdictMass()) / 2);
    }

    /// The score of one response.
    ///
    /// @param logOdds score, nats: the difference between two responses is the log-odds that the first is better;
    ///     NaN if the judge has no verdict
    /// @param verdictMass probability that the judge assigns to readable verdicts, in [0, 1]; 1 for judges that
    ///     read no verdict
    record Merit(double logOdds, double verdictMass) {
        /// {@return a merit with verdict mass 1, for judges that read no verdict}
        public static Merit of(double logOdds) {
            return new Merit(logOdds, 1);
        }
    }
}
