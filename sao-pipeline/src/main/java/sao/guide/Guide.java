package sao.guide;

import java.util.Map;
import sao.chat.ChatModel;
import sao.chat.Conversation;
import sao.domain.Prompt;
import sao.rubric.FencedTemplate;
import sao.token.SamplingSettings;
import sao.token.Seeds;

/// Lets a model write a text about a prompt before the prompt is answered or its answers are judged. Equal prompts
/// give equal calls, so a model that remembers its calls writes one text for each prompt.
///
/// @param model model that writes
/// @param template request to the model, with the slots `prompt` and `tag`
/// @param maximumTokens token limit of the text
/// @param seed sampling seed; the seed of each call is derived from it and the text of the prompt
record Guide(ChatModel model, FencedTemplate template, int maximumTokens, long seed) {
    private static final double TEMPERATURE = 0.6;
    private static final double TOP_P = 0.95;

    /// {@return the text that the model writes about a prompt, without surrounding white space; may be empty}
    ///
    /// @throws sao.error.SaoException if the model fails
    String write(Prompt prompt) {
        Conversation request = Conversation.ask(template.fill(Map.of("prompt", prompt.text())));
        long own = Seeds.of(seed, "%s %s".formatted(template.name(), prompt.text()));
        return model.generate(request, SamplingSettings.of(TEMPERATURE, TOP_P, maximumTokens), 1, own)
                .answers()
                .getFirst()
                .text()
                .strip();
    }
}
