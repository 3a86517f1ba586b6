package sao.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sao.chat.Answer;
import sao.chat.ChatModel;
import sao.chat.Generation;
import sao.content.ContentId;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.token.SamplingSettings;
import sao.token.Seeds;

/// Has a model answer a prompt. The prompt stands alone: the persona is gone.
///
/// @param model that answers
/// @param count how many answers to each prompt; all share one reading of it
/// @param sampling how its tokens are drawn
/// @param seed of the round
record Responder(ChatModel model, int count, SamplingSettings sampling, long seed) {
    /// {@return the answers of the model, in slots from 0}
    List<Response> answer(Prompt prompt) {
        Generation generation = generate(model, prompt, " responses");
        List<Response> responses = new ArrayList<>();
        for (Answer answer : generation.answers()) {
            responses.add(response(model, prompt, generation, responses.size(), answer));
        }
        return responses;
    }

    /// {@return the answers of the model, and behind them as many of an earlier one. What these tokens cost the
    /// earlier model is left out: no other model can be compared with it}
    List<Response> answer(Prompt prompt, ChatModel anchor) {
        List<Response> responses = new ArrayList<>(answer(prompt));
        Generation generation = generate(anchor, prompt, " anchored responses");
        for (Answer answer : generation.answers()) {
            responses.add(response(anchor, prompt, generation, responses.size(), answer.withoutLogProbabilities()));
        }
        return responses;
    }

    private Generation generate(ChatModel asked, Prompt prompt, String purpose) {
        return asked.generate(prompt.conversation(), sampling, count, Seeds.of(seed, prompt.id() + purpose));
    }

    private static Response response(ChatModel asked, Prompt prompt, Generation generation, int slot, Answer answer) {
        return new Response(id(asked, prompt, slot, answer), prompt.id(), slot, generation.promptTokens(), answer);
    }

    private static String id(ChatModel model, Prompt prompt, int slot, Answer answer) {
        return ContentId.of(Map.of(
                "kind", "response",
                "prompt", prompt.id(),
                "slot", slot,
                "model", model.fingerprint(),
                "seed", answer.seed(),
                "text", answer.text()));
    }
}
