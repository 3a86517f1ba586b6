package sao.domain;

import sao.chat.Conversation;

/// A question or task that the model wrote in a persona's role. Answers are given to the bare text: the
/// persona is gone.
///
/// @param id content id, 32 hexadecimal digits
/// @param personaId the persona that asks
/// @param text what is asked
public record Prompt(String id, String personaId, String text) {
    /// {@return the conversation that asks it}
    public Conversation conversation() {
        return Conversation.ask(text);
    }
}
