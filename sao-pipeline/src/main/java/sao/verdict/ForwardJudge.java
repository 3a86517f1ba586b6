package sao.verdict;

import java.util.List;
import sao.chat.ChatModel;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.judging.PointwiseJudge;

/// Prefers the response that the model finds likelier as an answer to the prompt, per token. Its blind
/// side: loops, which a model finds very likely, so it is meant as a part of a mean.
///
/// @param model the judge's model; it must be able to score
public record ForwardJudge(ChatModel model) implements PointwiseJudge {
    /// Log-odds for one nat per token by which one response is likelier.
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
            return Merit.of(Double.NaN); // no token, no likelihood
        }
        return Merit.of(LOG_ODDS_PER_NAT
                * model.score(prompt.conversation(), List.of(response.text()))
                        .continuations()
                        .getFirst()
                        .logProbabilities()
                        .mean());
    }
}
