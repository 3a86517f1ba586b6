package sao.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sao.chat.ChatMessage;
import sao.chat.ChatModel;
import sao.chat.Conversation;
import sao.domain.Prompt;
import sao.rubric.FencedTemplate;
import sao.token.Seeds;

/// Lets a model write a hint for a prompt: in a few sentences, what a good answer contains. One hint is written for
/// each prompt text and seed.
///
/// Source of the idea: G-Zero, arXiv 2605.09959. There the model that writes hints is trained; here it is used as it
/// is, and the wording of the request is this project's.
///
/// @param model model that writes the hint
/// @param seed sampling seed; the seed of each hint is derived from it and the text of the prompt
public record HintWriter(ChatModel model, long seed) {
    private static final int MAXIMUM_TOKENS = 96;
    private static final FencedTemplate REQUEST = FencedTemplate.resource("hint-v1");
    private static final FencedTemplate HINTED = FencedTemplate.resource("hinted-v1");

    /// {@return names and versions of the templates}
    public static String version() {
        return "%s %s".formatted(REQUEST.name(), HINTED.name());
    }

    /// {@return the hint for a prompt; may be empty}
    ///
    /// @throws sao.error.SaoException if the model fails
    public String hint(Prompt prompt) {
        return new Guide(model, REQUEST, MAXIMUM_TOKENS, seed).write(prompt);
    }

    /// {@return the conversation of a prompt with its hint at the end of the last message}
    ///
    /// @throws sao.error.SaoException if the model fails
    public Conversation hinted(Prompt prompt) {
        return hinted(prompt, hint(prompt));
    }

    /// {@return the conversation of a prompt with a hint at the end of the last message}
    static Conversation hinted(Prompt prompt, String hint) {
        List<ChatMessage> messages = new ArrayList<>(prompt.conversation().messages());
        ChatMessage last = messages.removeLast();
        messages.add(new ChatMessage(last.role(), HINTED.fill(Map.of("prompt", last.content(), "hint", hint))));
        return new Conversation(messages);
    }

    /// {@return a writer of other hints for the same prompts}
    HintWriter repeated() {
        return new HintWriter(model, Seeds.of(seed, "repeated"));
    }
}
