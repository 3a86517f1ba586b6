package sao.verdict;

import java.util.List;
import sao.chat.ChatModel;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.judging.PointwiseJudge;

/// Prefers the response with the higher mean log-probability of its tokens, given the prompt. Models assign a high
/// likelihood to loops, so the judge is intended as a member of a [sao.judging.MeanJudge].
///
/// @param model model of the judge; must support scoring
public record ForwardJudge(ChatModel model) implements PointwiseJudge {
    /// Log-odds, nats, for a difference of one nat in the mean log-probability of a response token.
    public static final double LOG_ODDS_PER_NAT = 2;

    public ForwardJudge {
        LikelihoodJudge.requireScores(model, "forward");
    }

    @Override
    public String name() {
        return "forward/v1";
    }

    @Override
    public Merit merit(Prompt prompt, Response response) {
        if (response.text().isBlank()) {
            return Merit.of(Double.NaN); // the mean over no tokens is undefined
        }
        return Merit.of(LOG_ODDS_PER_NAT
                * model.score(prompt.conversation(), List.of(response.text()))
                        .continuations()
                        .getFirst()
                        .logProbabilities()
                        .mean());
    }
}
