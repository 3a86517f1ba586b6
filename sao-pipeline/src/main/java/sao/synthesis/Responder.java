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

/// Samples responses of a model to a prompt. The request contains the prompt without the persona.
///
/// @param model model that responds
/// @param count number of responses to each prompt; all share one prefill of the prompt
/// @param sampling sampling settings
/// @param seed seed of the round
record Responder(ChatModel model, int count, SamplingSettings sampling, long seed) {
    /// {@return the responses of the model, in slots from 0}
    List<Response> answer(Prompt prompt) {
        Generation generation = generate(model, prompt, " responses");
        List<Response> responses = new ArrayList<>();
        for (Answer answer : generation.answers()) {
            responses.add(response(model, prompt, generation, responses.size(), answer));
        }
        return responses;
    }

    /// {@return the responses of the model, followed by the same number of responses of the anchor model; the
    /// log-probabilities of the anchor's responses are left out, because they cannot be compared with those of
    /// another model}
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
