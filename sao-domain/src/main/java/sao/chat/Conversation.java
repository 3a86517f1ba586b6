package sao.chat;

import java.util.ArrayList;
import java.util.List;

/// The messages a model is given. When the last one is the assistant's, the model continues it; otherwise
/// it answers.
///
/// @param messages the turns in order, at least one
public record Conversation(List<ChatMessage> messages) {
    public Conversation {
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a conversation needs at least one message");
        }
    }

    /// {@return a conversation of one user turn}
    public static Conversation ask(String question) {
        return new Conversation(List.of(new ChatMessage(Role.USER, question)));
    }

    /// {@return this conversation with one more turn}
    public Conversation then(Role role, String content) {
        List<ChatMessage> more = new ArrayList<>(messages);
        more.add(new ChatMessage(role, content));
        return new Conversation(more);
    }

    /// {@return whether the model is to continue its own last message instead of answering}
    public boolean continuesAssistant() {
        return messages.getLast().role() == Role.ASSISTANT;
    }
}
