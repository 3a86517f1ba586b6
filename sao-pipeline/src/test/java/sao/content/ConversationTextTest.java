package sao.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sao.chat.ChatMessage;
import sao.chat.Conversation;
import sao.chat.Role;

class ConversationTextTest {
    @Test
    void oneUserMessageIsItsBareText() {
        for (String text : List.of("", "Why?", "two\nlines 3\nmore", "\uD83D\uDE00 漢字")) {
            assertThat(ConversationText.of(Conversation.ask(text))).isEqualTo(text);
            assertThat(ConversationText.read(text)).isEqualTo(Conversation.ask(text));
        }
    }

    @Test
    void everyConversationComesBack() {
        String mark = "\uFDD0user 3\nabc";
        for (Conversation conversation : List.of(
                Conversation.ask("Name a fruit.")
                        .then(Role.ASSISTANT, "An\napple 7\n.")
                        .then(Role.USER, "\uD83D\uDE00"),
                new Conversation(List.of(new ChatMessage(Role.SYSTEM, ""), new ChatMessage(Role.USER, mark))),
                new Conversation(List.of(new ChatMessage(Role.ASSISTANT, "alone"))),
                Conversation.ask(mark))) {
            assertThat(ConversationText.read(ConversationText.of(conversation))).isEqualTo(conversation);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFDD0", "\uFDD0user", "\uFDD0user x\nabc", "\uFDD0user 9\nabc", "\uFDD0user 3 abc"})
    void aDamagedTextIsRefused(String stored) {
        assertThatThrownBy(() -> ConversationText.read(stored)).isInstanceOf(IllegalArgumentException.class);
    }
}
