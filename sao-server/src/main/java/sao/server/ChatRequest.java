package sao.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sao.chat.ChatMessage;
import sao.chat.Conversation;
import sao.chat.Role;
import sao.error.SaoException;
import sao.model.TurnOpening;
import sao.token.SamplingSettings;
import sao.token.TokenIds;

/// A parsed and validated request for a chat completion.
///
/// @param prompt token ids of the rendered conversation
/// @param sampling sampling parameters
/// @param parameters the parameters that both kinds of completion share
/// @param promptText whether the response includes the rendered conversation as text
record ChatRequest(TokenIds prompt, SamplingSettings sampling, RequestParameters parameters, boolean promptText) {
    static ChatRequest of(RequestFields fields, ServedModel model) {
        TokenIds prompt = prompt(fields, model);
        int wanted = fields.whole("max_completion_tokens", 1, Integer.MAX_VALUE)
                .or(() -> fields.whole("max_tokens", 1, Integer.MAX_VALUE))
                .map(Math::toIntExact)
                .orElse(Math.max(1, model.contextTokens() - prompt.size()));
        return new ChatRequest(
                prompt,
                RequestParameters.sampling(fields, model.maximumTokens(prompt.size(), wanted), model.vocabularySize()),
                RequestParameters.of(fields, alternatives(fields), model.vocabularySize()),
                fields.flag("return_prompt_text", false));
    }

    private static Optional<Integer> alternatives(RequestFields fields) {
        int top = fields.whole("top_logprobs", 0, RequestParameters.MOST_ALTERNATIVES, 0);
        if (fields.flag("logprobs", false)) {
            return Optional.of(top);
        }
        if (top > 0) {
            throw ApiException.field("top_logprobs", "top_logprobs needs logprobs. Set logprobs to true.");
        }
        return Optional.empty();
    }

    /// {@return the token ids of the request's messages, rendered with the model's chat template}
    static TokenIds prompt(RequestFields fields, ServedModel model) {
        Conversation conversation = conversation(fields);
        boolean continues = fields.flag("continue_final_message", false);
        boolean opens = fields.flag("add_generation_prompt", !continues);
        if (continues && opens) {
            throw ApiException.field(
                    "continue_final_message",
                    "continue_final_message and add_generation_prompt are both true. Set one of them.");
        }
        if (continues && !conversation.continuesAssistant()) {
            throw ApiException.field(
                    "continue_final_message", "The last message is not the assistant's. Continue one that is.");
        }
        TurnOpening opening = continues ? TurnOpening.LAST_TURN : opens ? TurnOpening.NEW_TURN : TurnOpening.NONE;
        return ServedModel.refusing(() -> model.engine().tokens(conversation, opening));
    }

    private static Conversation conversation(RequestFields fields) {
        JsonNode messages = fields.tree("messages")
                .orElseThrow(() -> ApiException.field("messages", "messages is missing. Give a list of messages."));
        if (!messages.isArray() || messages.isEmpty()) {
            throw RequestFields.wrong("messages", messages, "a list of at least one message");
        }
        List<ChatMessage> turns = new ArrayList<>();
        for (JsonNode message : messages) {
            turns.add(new ChatMessage(role(message), content(message)));
        }
        return new Conversation(turns);
    }

    private static Role role(JsonNode message) {
        String label = message.path("role").asText();
        if (label.equals("developer")) { // the newer name of the system's role
            return Role.SYSTEM;
        }
        try {
            return Role.of(label);
        } catch (SaoException e) {
            throw ApiException.field("messages", e.problem() + " " + e.remedy());
        }
    }

    private static String content(JsonNode message) {
        JsonNode content = message.path("content");
        if (content.isTextual()) {
            return content.textValue();
        }
        if (!content.isArray()) {
            throw RequestFields.wrong("messages", content, "content that is a text or a list of parts");
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            if (!part.path("type").asText().equals("text") || !part.path("text").isTextual()) {
                throw RequestFields.wrong("messages", part, "a part of type text: this model reads nothing else");
            }
            text.append(text.isEmpty() ? "" : "\n").append(part.path("text").textValue());
        }
        return text.toString();
    }
}
