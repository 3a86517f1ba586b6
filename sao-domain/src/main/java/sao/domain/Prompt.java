package sao.domain;

import sao.chat.Conversation;

/// A prompt that models answer. Synthesised prompts are one user message; the persona that wrote it is not
/// part of the conversation. Prompts of benchmarks may have several turns.
///
/// @param id content id, 32 hexadecimal digits
/// @param personaId content id of the persona that wrote it
/// @param conversation the messages
public record Prompt(String id, String personaId, Conversation conversation) {
    /// A prompt of one user message.
    public Prompt(String id, String personaId, String text) {
        this(id, personaId, Conversation.ask(text));
    }

    /// {@return the prompt as one text: see [Conversation#transcript]}
    public String text() {
        return conversation.transcript();
    }
}
