package sao.reward;

import java.util.List;
import sao.chat.ChatModel;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.error.SaoException;
import sao.judging.PointwiseJudge;

/// Asks a reward model: the merit of a response is its reward, so that the log-odds of two responses are the
/// difference of their rewards, as in the Bradley-Terry model by which reward models are trained.
///
/// The model reads the conversation with the response as its last message, and no instructions.
///
/// @param model model of the judge; must be a reward model
public record RewardJudge(ChatModel model) implements PointwiseJudge {
    public RewardJudge {
        if (!model.capabilities().rewards()) {
            throw new SaoException(
                    "The reward judge needs a reward model, and the judge's model generates text.",
                    "Set judge.model to the folder of a reward model (a class ...ForSequenceClassification with one"
                            + " label), or set another judge.kind.");
        }
    }

    @Override
    public String name() {
        return "reward/v1";
    }

    @Override
    public void prepare(Prompt prompt, List<Response> responses) {
        var _ = merits(prompt, responses);
    }

    @Override
    public Merit merit(Prompt prompt, Response response) {
        return merits(prompt, List.of(response)).getFirst();
    }

    /// The model reads the prompt once for all responses.
    @Override
    public List<Merit> merits(Prompt prompt, List<Response> responses) {
        List<String> texts = responses.stream().map(Response::text).toList();
        return model.reward(prompt.conversation(), texts).stream()
                .map(reward -> Merit.of(reward.value()))
                .toList();
    }
}
