package sao.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The messages of a prompt. If the last message is the assistant's, the model continues it; otherwise it
/// answers.
///
/// @param messages in order, at least one
public record Conversation(List<ChatMessage> messages) {
    /// @throws IllegalArgumentException if there is no message
    public Conversation {
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a conversation needs at least one message");
        }
    }

    /// {@return a conversation of one user message}
    public static Conversation ask(String question) {
        return new Conversation(List.of(new ChatMessage(Role.USER, question)));
    }

    /// {@return this conversation with one more message}
    public Conversation then(Role role, String content) {
        List<ChatMessage> more = new ArrayList<>(messages);
        more.add(new ChatMessage(role, content));
        return new Conversation(more);
    }

    /// {@return whether the model continues its own last message instead of answering}
    public boolean continuesAssistant() {
        return messages.getLast().role() == Role.ASSISTANT;
    }

    /// {@return the text of a conversation that is one user message; empty for every other}
    public Optional<String> singleQuestion() {
        return messages.size() == 1 && messages.getFirst().role() == Role.USER
                ? Optional.of(messages.getFirst().content())
                : Optional.empty();
    }

    /// {@return the conversation as one text, for judges and reports: the bare text of a single user message,
    /// otherwise each message under its role, such as `User:`, separated by empty lines}
    public String transcript() {
        return singleQuestion()
                .orElseGet(() -> messages.stream()
                        .map(message -> "%s:\n%s".formatted(heading(message.role()), message.content()))
                        .collect(Collectors.joining("\n\n")));
    }

    private static String heading(Role role) {
        return switch (role) {
            case SYSTEM -> "System";
            case USER -> "User";
            case ASSISTANT -> "Assistant";
        };
    }
}
