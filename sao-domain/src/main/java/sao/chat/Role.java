package sao.chat;

import java.util.Locale;
import sao.error.SaoException;

/// Who speaks in a chat message, in the words that chat templates use.
public enum Role {
    /// Instructions that stand above the conversation.
    SYSTEM,
    /// The person who asks.
    USER,
    /// The model.
    ASSISTANT;

    /// {@return the name that chat templates and preference files use, in lower case}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// {@return the role of that label}
    ///
    /// @throws SaoException if no role has it
    public static Role of(String label) {
        for (Role role : values()) {
            if (role.label().equals(label)) {
                return role;
            }
        }
        throw new SaoException("'%s' is not a role.".formatted(label), "Use one of: system, user, assistant.");
    }
}
