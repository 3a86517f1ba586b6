package sao.judging;

import java.util.List;
import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;

/// Compares two responses to a prompt.
///
/// @implSpec A judgment depends only on the arguments and the settings of the judge. Swapping the two responses
///     swaps the log-odds of the judgment and changes nothing else. Responses with equal texts are a tie.
///     Implementations are thread-safe.
public interface Judge {
    /// {@return kind and version, such as `likelihood/sao-v1`; judges with equal names apply equal rules}
    String name();

    /// {@return the judgment of two responses; [Judgment.Unreadable] if the answer of the judge's model contains
    /// no verdict}
    ///
    /// @param prompt prompt of both responses
    /// @param first response in the first position
    /// @param second response in the second position
    /// @throws sao.error.SaoException if the model behind the judge fails
    Judgment compare(Prompt prompt, Response first, Response second);

    /// {@return the judgment of two responses, given the other responses to the prompt; most judges ignore those}
    ///
    /// @param prompt prompt of all responses
    /// @param first response in the first position
    /// @param second response in the second position
    /// @param others responses to the prompt besides these two
    /// @throws sao.error.SaoException if the model behind the judge fails
    default Judgment compare(Prompt prompt, Response first, Response second, List<Response> others) {
        return compare(prompt, first, second);
    }

    /// {@return the rule by which [Ranking] makes one order of several responses from this judge's judgments}
    default Ranking.Rule rankingRule() {
        return Ranking.Rule.MEAN_LOG_ODDS;
    }

    /// {@return this judge with another sampling seed; the judge itself if it does not sample}
    default Judge repeated() {
        return this;
    }

    /// {@return this judge, with [Judgment.Unreadable] instead of an exception if the judge prompt exceeds the
    /// context of its model or the model rejects the request}
    default Judge fitting() {
        return new FittingJudge(this);
    }
}
