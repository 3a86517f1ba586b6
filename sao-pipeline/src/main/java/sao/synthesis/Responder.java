package sao.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sao.domain.Answer;
import sao.domain.ChatModel;
import sao.domain.Generation;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.domain.SamplingSettings;
import sao.domain.Seeds;
import sao.ledger.ContentId;

/// Has a model answer a prompt. The prompt stands alone: the persona is gone.
///
/// @param model that answers
/// @param count how many answers to each prompt; all share one reading of it
/// @param sampling how its tokens are drawn
/// @param seed of the round
record Responder(ChatModel model, int count, SamplingSettings sampling, long seed) {
    List<Response> answer(Prompt prompt) {
        Generation generation =
                model.generate(prompt.conversation(), sampling, count, Seeds.of(seed, prompt.id() + " responses"));
        List<Response> responses = new ArrayList<>();
        for (Answer answer : generation.answers()) {
            int slot = responses.size();
            responses.add(new Response(id(prompt, slot, answer), prompt.id(), slot, generation.promptTokens(), answer));
        }
        return responses;
    }

    private String id(Prompt prompt, int slot, Answer answer) {
        return ContentId.of(Map.of(
                "kind", "response",
                "prompt", prompt.id(),
                "slot", slot,
                "model", model.fingerprint(),
                "seed", answer.seed(),
                "text", answer.text()));
    }
}
