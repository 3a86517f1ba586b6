package sao.model;

import sao.chat.Conversation;

/// What stands open at the end of a rendered conversation.
public enum TurnOpening {
    /// A new turn of the assistant.
    NEW_TURN,
    /// The last message, which is the assistant's: the model continues it.
    LAST_TURN,
    /// Nothing: every turn is closed.
    NONE;

    /// {@return what stands open when the model is to speak: its last message, if it has the last word}
    public static TurnOpening toAnswer(Conversation conversation) {
        return conversation.continuesAssistant() ? LAST_TURN : NEW_TURN;
    }
}
