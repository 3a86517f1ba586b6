package sao.model;

import sao.chat.Conversation;

/// The state of the last turn at the end of a rendered conversation.
public enum TurnOpening {
    /// A new turn of the assistant begins.
    NEW_TURN,
    /// The last message is the assistant's and stays open: the model continues it.
    LAST_TURN,
    /// Every turn is closed.
    NONE;

    /// {@return the state in which the model generates: it continues the last message if that is the
    /// assistant's, otherwise it begins a new turn}
    public static TurnOpening toAnswer(Conversation conversation) {
        return conversation.continuesAssistant() ? LAST_TURN : NEW_TURN;
    }
}
