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

/// Prefers the response that predicts its prompt better: the model reads a response and scores the prompt. The
/// response with the higher mean log-probability of a prompt token wins.
///
/// The judge reads no verdict and has no positions, which suits small models. A response that repeats the prompt
/// would predict it perfectly, so repeated parts are removed first, see [sao.text.EchoedText].
///
/// The unconditional log-probability of the prompt is not subtracted: it cancels in the difference between two
/// responses to the same prompt.
///
/// @param model model of the judge; must support scoring
/// @param question template of the judge prompt
public record BackwardJudge(ChatModel model, FencedTemplate question) implements PointwiseJudge {
    /// Log-odds, nats, for a difference of one nat in the mean log-probability of a prompt token.
    public static final double LOG_ODDS_PER_NAT = 2;

    private static final FencedTemplate QUESTION = FencedTemplate.resource("backward-v1");

    public BackwardJudge {
        LikelihoodJudge.requireScores(model, "backward");
    }

    /// Creates the judge with its usual judge prompt.
    ///
    /// @param model model of the judge; must support scoring
    public BackwardJudge(ChatModel model) {
        this(model, QUESTION);
    }

    @Override
    public String name() {
        return "backward/v4"; // until v3 fences of compared responses differed, echoes by another tokeniser
    }

    @Override
    public Merit merit(Prompt prompt, Response response) {
        String own = EchoedText.removed(prompt.text(), response.text());
        Conversation conversation = Conversation.ask(question.fill(Map.of("response", own), prompt.text()));
        return Merit.of(LOG_ODDS_PER_NAT
                * model.score(conversation, List.of(prompt.text()))
                        .continuations()
                        .getFirst()
                        .logProbabilities()
                        .mean());
    }

    @Override
    public BackwardJudge salted(String salt) {
        return new BackwardJudge(model, question.salted(salt));
    }
}
