package sao.template;

import sao.chat.Conversation;

/// Renders a conversation as the text that a chat model was trained on.
///
/// @implSpec Safe for any number of threads.
public interface ChatTemplate {
    /// {@return the rendered text}
    ///
    /// @param conversation what to render; its contents are never read as template
    /// @param generationPrompt whether the beginning of the assistant's next turn is added
    /// @throws sao.error.SaoException if the template refuses the conversation
    String render(Conversation conversation, boolean generationPrompt);

    /// {@return the template's own text}
    String source();
}
