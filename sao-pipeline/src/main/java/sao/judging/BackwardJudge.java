package sao.judging;

import java.util.List;
import java.util.Map;
import sao.domain.ChatModel;
import sao.domain.Conversation;
import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;

/// Prefers the response that says more about its prompt: the model is given a response and asked what it
/// answers, and the response under which the true prompt is likelier, per token, wins.
///
/// It reads no verdict and has no seats, which is what a small model can carry. Its blind side: a response
/// that merely repeats the prompt predicts it perfectly.
///
/// @param model the judge's model; it must be able to score
public record BackwardJudge(ChatModel model) implements Judge {
    /// Log-odds for one nat per token by which the prompt is likelier under one response.
    static final double LOG_ODDS_PER_NAT = 2;

    private static final FencedTemplate QUESTION = FencedTemplate.resource("backward-v1");

    public BackwardJudge {
        LikelihoodJudge.requireScores(model, "backward");
    }

    @Override
    public String name() {
        return "backward/" + QUESTION.name();
    }

    @Override
    public Judgment compare(Prompt prompt, Response first, Response second) {
        if (LogOdds.sameText(first, second)) {
            return LogOdds.tieOfEqualTexts();
        }
        return LogOdds.seatless(LOG_ODDS_PER_NAT * (promptGiven(first, prompt) - promptGiven(second, prompt)));
    }

    /// {@return mean log-probability of the prompt's tokens given the response; nats per token}
    private double promptGiven(Response response, Prompt prompt) {
        Conversation conversation = Conversation.ask(QUESTION.fill(Map.of("response", response.text())));
        return model.score(conversation, List.of(prompt.text()))
                .continuations()
                .getFirst()
                .logProbabilities()
                .mean();
    }
}
