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
import sao.guide.HintWriter;
import sao.token.SamplingSettings;
import sao.token.Seeds;

/// Samples responses of a model to a prompt. The request contains the prompt without the persona, and for some
/// responses a hint.
///
/// @param model model that responds
/// @param count number of responses to each prompt; all share one prefill of the prompt
/// @param sampling sampling settings
/// @param seed seed of the round
record Responder(ChatModel model, int count, SamplingSettings sampling, long seed) {
    /// {@return the responses of the model, in slots from 0}
    List<Response> answer(Prompt prompt) {
        return bare(prompt, 0);
    }

    /// {@return responses to the prompt with a hint, followed by responses to the bare prompt, `count` in all}
    ///
    /// Responses to the prompt with the hint have the tokens of the bare prompt, on which they are trained, and no
    /// log-probabilities, because those belong to another prompt.
    ///
    /// Source: the pairs of G-Zero, arXiv 2605.09959.
    ///
    /// @param hints writer of the hint
    List<Response> answer(Prompt prompt, HintWriter hints) {
        int hinted = hinted();
        List<Response> bare = bare(prompt, hinted);
        Generation generation = model.generate(
                hints.hinted(prompt), sampling, hinted, Seeds.of(seed, prompt.id() + " hinted responses"));
        List<Response> responses = new ArrayList<>();
        for (Answer answer : generation.answers()) {
            int slot = responses.size();
            responses.add(new Response(
                    id(model, prompt, slot, answer),
                    prompt.id(),
                    slot,
                    bare.getFirst().promptTokens(),
                    answer.withoutLogProbabilities()));
        }
        responses.addAll(bare);
        return responses;
    }

    /// {@return the number of responses to the prompt with a hint: half of all, rounded down}
    int hinted() {
        return count / 2;
    }

    /// {@return responses to the bare prompt, in slots from `slot` to [#count]}
    private List<Response> bare(Prompt prompt, int slot) {
        Generation generation = generate(model, prompt, count - slot, " responses");
        List<Response> responses = new ArrayList<>();
        for (Answer answer : generation.answers()) {
            responses.add(response(model, prompt, generation, slot + responses.size(), answer));
        }
        return responses;
    }

    /// {@return the responses of the model, followed by the same number of responses of the anchor model; the
    /// log-probabilities of the anchor's responses are left out, because they cannot be compared with those of
    /// another model}
    List<Response> answer(Prompt prompt, ChatModel anchor) {
        List<Response> responses = new ArrayList<>(answer(prompt));
        Generation generation = generate(anchor, prompt, count, " anchored responses");
        for (Answer answer : generation.answers()) {
            responses.add(response(anchor, prompt, generation, responses.size(), answer.withoutLogProbabilities()));
        }
        return responses;
    }

    private Generation generate(ChatModel asked, Prompt prompt, int number, String purpose) {
        return asked.generate(prompt.conversation(), sampling, number, Seeds.of(seed, prompt.id() + purpose));
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
