package sao.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import sao.error.SaoException;
import sao.token.FinishReason;
import sao.token.LogProbabilities;
import sao.token.TokenIds;

class ConversationTest {
    private static final Conversation TURNS =
            Conversation.ask("Name a fruit.").then(Role.ASSISTANT, "An apple.").then(Role.USER, "Another?");

    @Test
    void theTranscriptOfOneQuestionIsItsText() {
        assertThat(Conversation.ask("Why?").transcript()).isEqualTo("Why?");
        assertThat(Conversation.ask("Why?").singleQuestion()).contains("Why?");
    }

    @Test
    void theTranscriptOfSeveralTurnsNamesTheirRoles() {
        assertThat(TURNS.transcript()).isEqualTo("User:\nName a fruit.\n\nAssistant:\nAn apple.\n\nUser:\nAnother?");
        assertThat(TURNS.singleQuestion()).isEmpty();
        Conversation instructed = new Conversation(List.of(new ChatMessage(Role.SYSTEM, "Be brief.")));
        assertThat(instructed.transcript()).isEqualTo("System:\nBe brief.");
        assertThat(instructed.singleQuestion()).isEmpty();
    }

    @Test
    void aModelContinuesOnlyItsOwnLastMessage() {
        assertThat(TURNS.continuesAssistant()).isFalse();
        assertThat(TURNS.then(Role.ASSISTANT, "A pe").continuesAssistant()).isTrue();
        assertThat(TURNS.messages()).hasSize(3);
    }

    @Test
    void aConversationWithoutMessagesIsRefused() {
        assertThatThrownBy(() -> new Conversation(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a conversation needs at least one message");
    }

    @Test
    void laterChangesOfAListDoNotChangeWhatWasMadeOfIt() {
        List<ChatMessage> messages = new ArrayList<>(List.of(new ChatMessage(Role.USER, "a")));
        Conversation conversation = new Conversation(messages);
        List<Answer> answers = new ArrayList<>();
        List<Continuation> continuations = new ArrayList<>();
        Usage usage = new Usage(1, 0, 0, 0);
        Generation generation = new Generation(Optional.empty(), answers, usage);
        Score score = new Score(Optional.empty(), continuations, usage);
        messages.clear();
        answers.add(Answer.ofText("late", FinishReason.STOP, 1));
        continuations.add(new Continuation(TokenIds.of(), LogProbabilities.of()));
        assertThat(conversation.messages()).hasSize(1);
        assertThat(generation.answers()).isEmpty();
        assertThat(score.continuations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aRoleIsFoundByItsLabel(Role role) {
        assertThat(Role.of(role.label())).isEqualTo(role);
    }

    @Test
    void anUnknownRoleIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> Role.of("User"))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("'User' is not a role.")
                .hasMessageContaining("system, user, assistant");
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 0, 0", "4, -1, 0, 0", "4, 5, 0, 0", "4, 0, -1, 0", "4, 0, 0, -1"})
    void impossibleUsageIsRefused(int prompt, int cached, int completion, long nanoseconds) {
        assertThatThrownBy(() -> new Usage(prompt, cached, completion, nanoseconds))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("usage of " + prompt);
    }
}
