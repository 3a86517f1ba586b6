package sao.guide;

import java.util.List;
import sao.chat.ChatModel;
import sao.chat.Conversation;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.judging.Judge;
import sao.judging.PointwiseJudge;
import sao.verdict.LikelihoodJudge;

/// Prefers the response that becomes more probable when the model reads a hint that it wrote for the prompt. The
/// merit of a response `y` of `n` tokens to a prompt `x` with the hint `h` is
/// `2 (log p(y | x, h) - log p(y | x)) / n`.
///
/// The model writes the hint without knowledge of the responses. If it writes no hint, there is no verdict.
///
/// Source: the hint shift of G-Zero, arXiv 2605.09959, the difference of the mean log-probability per token of a
/// response without and with the hint. There it rewards prompts and hints whose shift is large; here the shift with
/// the opposite sign compares responses to one prompt under one hint.
///
/// @param model model that writes the hint and scores responses; must support scoring
/// @param hints writer of the hints
public record HintJudge(ChatModel model, HintWriter hints) implements PointwiseJudge {
    /// Log-odds, nats, for a difference of one nat in the shift of the mean log-probability of a response token.
    public static final double LOG_ODDS_PER_NAT = 2;

    /// @param seed sampling seed of the hints
    public HintJudge(ChatModel model, long seed) {
        this(model, new HintWriter(model, seed));
    }

    public HintJudge {
        LikelihoodJudge.requireScores(model, "hint");
    }

    @Override
    public String name() {
        return "hint/v1";
    }

    @Override
    public Merit merit(Prompt prompt, Response response) {
        String hint = hints.hint(prompt);
        if (hint.isEmpty() || response.text().isBlank()) {
            return Merit.of(Double.NaN); // without a hint there is no shift, and the mean over no tokens is undefined
        }
        double hinted = mean(HintWriter.hinted(prompt, hint), response);
        return Merit.of(LOG_ODDS_PER_NAT * (hinted - mean(prompt.conversation(), response)));
    }

    /// {@return the mean log-probability of a token of the response; nats}
    private double mean(Conversation conversation, Response response) {
        return model.score(conversation, List.of(response.text()))
                .continuations()
                .getFirst()
                .logProbabilities()
                .mean();
    }

    @Override
    public Judge repeated() {
        return new HintJudge(model, hints.repeated());
    }
}
