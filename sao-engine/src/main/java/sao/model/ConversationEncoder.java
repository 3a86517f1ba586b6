package sao.model;

import java.util.ArrayList;
import java.util.List;
import sao.chat.ChatMessage;
import sao.chat.Conversation;
import sao.template.ChatTemplate;
import sao.token.TokenIds;
import sao.tokenizer.Tokenizer;

/// Encodes conversations as token ids. The name of a special token is special where the template writes it, and
/// plain text inside a message.
public final class ConversationEncoder {
    /// The first of 32 noncharacters, which Unicode reserves for internal use.
    private static final char FIRST_NONCHARACTER = '\uFDD0';

    private final Tokenizer tokenizer;
    private final ChatTemplate template;

    public ConversationEncoder(Tokenizer tokenizer, ChatTemplate template) {
        this.tokenizer = tokenizer;
        this.template = template;
    }

    /// {@return the ids of the rendered conversation}
    public TokenIds encode(Conversation conversation, TurnOpening opening) {
        List<String> hidden = new ArrayList<>();
        List<ChatMessage> masked = new ArrayList<>();
        for (ChatMessage message : conversation.messages()) {
            masked.add(new ChatMessage(message.role(), mask(message.content(), hidden)));
        }
        return encode(render(new Conversation(masked), opening), hidden);
    }

    private String render(Conversation conversation, TurnOpening opening) {
        return switch (opening) {
            case NEW_TURN -> template.render(conversation, true);
            case NONE -> template.render(conversation, false);
            case LAST_TURN -> {
                List<ChatMessage> messages = conversation.messages();
                String begun = messages.getLast().content();
                List<ChatMessage> before = messages.subList(0, messages.size() - 1);
                yield before.isEmpty() ? begun : template.render(new Conversation(before), true) + begun;
            }
        };
    }

    /// Replaces each name of a special token by a mark of one noncharacter and its number in `hidden`.
    private String mask(String content, List<String> hidden) {
        String masked = content.replaceAll("[\uFDD0-\uFDEF]", ""); // the marks of this class
        for (String special : tokenizer.specialTokens()) {
            if (!special.isEmpty() && masked.contains(special)) {
                masked = masked.replace(special, "" + FIRST_NONCHARACTER + hidden.size() + FIRST_NONCHARACTER);
                hidden.add(special);
            }
        }
        return masked;
    }

    private TokenIds encode(String rendered, List<String> hidden) {
        if (hidden.isEmpty()) {
            return tokenizer.encodeWithSpecials(rendered);
        }
        TokenIds ids = TokenIds.of();
        String[] parts = rendered.split(String.valueOf(FIRST_NONCHARACTER), -1);
        for (int i = 0; i < parts.length; i++) { // odd parts are numbers between two marks
            ids = ids.then(
                    i % 2 == 0
                            ? tokenizer.encodeWithSpecials(parts[i])
                            : tokenizer.encode(hidden.get(Integer.parseInt(parts[i]))));
        }
        return ids;
    }
}
