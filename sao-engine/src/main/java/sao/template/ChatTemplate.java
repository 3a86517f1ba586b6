package sao.template;

import sao.chat.Conversation;

/// Renders a conversation as the text that a chat model was trained on.
///
/// @implSpec Safe for any number of threads.
public interface ChatTemplate {
    /// {@return the rendered text}
    ///
    /// @param conversation the conversation; its contents are never parsed as a template
    /// @param generationPrompt whether the beginning of the assistant's next turn is added
    /// @throws sao.error.SaoException if the template refuses the conversation
    String render(Conversation conversation, boolean generationPrompt);

    /// {@return the source text of the template}
    String source();
}
