package sao.content;

import java.util.ArrayList;
import java.util.List;
import sao.chat.ChatMessage;
import sao.chat.Conversation;
import sao.chat.Role;

/// Conversations as stored texts, without loss. One user message is its bare text. Any other conversation begins
/// with U+FDD0, a code point that Unicode keeps out of texts, followed for each message by its role, a space, the
/// number of its UTF-16 code units, a line feed and its content. A bare text that itself begins with U+FDD0 is
/// stored in the second form.
public final class ConversationText {
    private static final char MARK = '\uFDD0';

    private ConversationText() {}

    /// {@return the stored text of a conversation}
    public static String of(Conversation conversation) {
        if (conversation.singleQuestion().filter(text -> !isMarked(text)).isPresent()) {
            return conversation.singleQuestion().get();
        }
        StringBuilder text = new StringBuilder().append(MARK);
        for (ChatMessage message : conversation.messages()) {
            text.append(message.role().label())
                    .append(' ')
                    .append(message.content().length())
                    .append('\n')
                    .append(message.content());
        }
        return text.toString();
    }

    /// {@return the conversation of a stored text}
    ///
    /// @throws IllegalArgumentException if the text begins with the mark, but not as [#of] writes it
    public static Conversation read(String stored) {
        if (!isMarked(stored)) {
            return Conversation.ask(stored);
        }
        List<ChatMessage> messages = new ArrayList<>();
        int at = 1;
        while (at < stored.length()) {
            int space = stored.indexOf(' ', at);
            int line = stored.indexOf('\n', Math.max(at, space));
            if (space < 0 || line < 0) {
                throw broken(at);
            }
            int end = line + 1 + length(stored.substring(space + 1, line), at);
            if (end > stored.length()) {
                throw broken(at);
            }
            messages.add(new ChatMessage(Role.of(stored.substring(at, space)), stored.substring(line + 1, end)));
            at = end;
        }
        return new Conversation(messages);
    }

    private static int length(String digits, int at) {
        try {
            return Integer.parseUnsignedInt(digits);
        } catch (NumberFormatException _) {
            throw broken(at);
        }
    }

    private static IllegalArgumentException broken(int at) {
        return new IllegalArgumentException("no message at position %d of a stored conversation".formatted(at));
    }

    private static boolean isMarked(String text) {
        return !text.isEmpty() && text.charAt(0) == MARK;
    }
}
