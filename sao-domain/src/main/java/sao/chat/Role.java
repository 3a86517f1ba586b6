package sao.chat;

import java.util.Locale;
import sao.error.SaoException;

/// Author of a chat message, by the names that chat templates use.
public enum Role {
    /// Instructions before the conversation.
    SYSTEM,
    /// The user.
    USER,
    /// The model.
    ASSISTANT;

    /// {@return the name that chat templates and preference files use, in lower case}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// {@return the role with this label}
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
