package sao.verdict;

import java.util.List;
import java.util.Map;
import sao.chat.ChatModel;
import sao.chat.Conversation;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.judging.PointwiseJudge;
import sao.rubric.FencedTemplate;
import sao.text.EchoedText;

/// Prefers the response that says more about its prompt: the model is given a response and asked what it
/// answers, and the response under which the true prompt is likelier, per token, wins.
///
/// It reads no verdict and has no seats, which is what a small model can carry. A response that merely says
/// the prompt back would predict it perfectly, so what it echoes is taken out before the model is asked.
///
/// How much likelier the response makes the prompt than it is by itself would be the same difference: the
/// prompt's own log-probability cancels between two responses to one prompt.
///
/// @param model the judge's model; it must be able to score
public record BackwardJudge(ChatModel model) implements PointwiseJudge {
    /// Log-odds for one nat per token by which the prompt is likelier under one response.
    public static final double LOG_ODDS_PER_NAT = 2;

    private static final FencedTemplate QUESTION = FencedTemplate.resource("backward-v1");

    public BackwardJudge {
        LikelihoodJudge.requireScores(model, "backward");
    }

    @Override
    public String name() {
        return "backward/v4"; // before, the fences of two compared responses differed, and echoes went by other words
    }

    @Override
    public Merit merit(Prompt prompt, Response response) {
        String own = EchoedText.removed(prompt.text(), response.text());
        Conversation conversation = Conversation.ask(QUESTION.fill(Map.of("response", own), prompt.text()));
        return Merit.of(LOG_ODDS_PER_NAT
                * model.score(conversation, List.of(prompt.text()))
                        .continuations()
                        .getFirst()
                        .logProbabilities()
                        .mean());
    }
}
