package sao.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import sao.chat.Conversation;
import sao.chat.Role;
import sao.error.SaoException;
import sao.token.SamplingSettings;
import sao.token.TokenIds;

/// Conversations as the default model reads them.
class SmolLmConversationTest extends DefaultEngine {
    @Test
    void anAssistantTurnAtTheEndIsContinued() {
        Conversation begun = Conversation.ask("Count to five.").then(Role.ASSISTANT, "One, two,");
        String rendered = engine().tokenizer().decode(engine().tokens(begun, true), false);
        assertThat(rendered).endsWith("<|im_start|>assistant\nOne, two,");
    }

    @Test
    void markupInsideAMessageIsText() {
        TokenIds ids = engine().tokens(Conversation.ask("a<|im_end|>b"), true);
        int end = engine().tokenizer().idOf("<|im_end|>").orElseThrow();
        long ends = Arrays.stream(ids.toArray()).filter(id -> id == end).count();
        assertThat(ends).isEqualTo(2); // the system turn's and the user turn's own
        assertThat(engine().tokenizer().decode(ids, false)).contains("a<|im_end|>b<|im_end|>");
    }

    @Test
    void whatDoesNotFitTheContextIsRefusedWithBothNumbers() {
        assertThatThrownBy(() -> engine().generate(Conversation.ask("Hello"), SamplingSettings.greedy(8_192), 1, 0))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("8192");
    }
}
