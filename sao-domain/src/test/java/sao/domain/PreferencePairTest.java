package sao.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import sao.chat.Answer;
import sao.chat.Conversation;
import sao.chat.Role;
import sao.token.FinishReason;
import sao.token.LogProbabilities;
import sao.token.TokenIds;

class PreferencePairTest {
    private static final Answer WHOLE = new Answer("a", TokenIds.of(5), LogProbabilities.of(-1), FinishReason.STOP, 1);
    private static final Answer TEXT = Answer.ofText("b", FinishReason.LENGTH, 2);
    private static final Conversation TURNS =
            Conversation.ask("Why?").then(Role.ASSISTANT, "So.").then(Role.USER, "How?");

    private static PreferencePair pair(Optional<TokenIds> prompt, Answer rejected, double given, double swapped) {
        return new PreferencePair("id", 1, "persona", TURNS, prompt, WHOLE, rejected, 0.75, given, swapped, "judge");
    }

    @Test
    void tokenIdsArePresentOnlyIfThePromptAndBothAnswersHaveThem() {
        Optional<TokenIds> prompt = Optional.of(TokenIds.of(1));
        assertThat(pair(prompt, WHOLE, 1, -1).hasTokenIds()).isTrue();
        assertThat(pair(prompt, TEXT, 1, -1).hasTokenIds()).isFalse();
        assertThat(pair(Optional.empty(), WHOLE, 1, -1).hasTokenIds()).isFalse();
    }

    @Test
    void aConstantPositionPreferenceCancelsInTheMargin() {
        assertThat(pair(Optional.empty(), TEXT, 3, 1).margin()).isEqualTo(1);
        assertThat(pair(Optional.empty(), TEXT, 3, 1).ordersAgree()).isFalse();
        assertThat(pair(Optional.empty(), TEXT, 1, -1).ordersAgree()).isTrue();
    }

    @Test
    void promptsOfSeveralTurnsAreShownAsTranscripts() {
        Prompt prompt = new Prompt("id", "persona", TURNS);
        assertThat(prompt.text()).isEqualTo(TURNS.transcript()).contains("Assistant:\nSo.");
        assertThat(pair(Optional.empty(), TEXT, 1, -1).promptText()).isEqualTo(prompt.text());
        assertThat(new Prompt("id", "persona", "Why?"))
                .isEqualTo(new Prompt("id", "persona", Conversation.ask("Why?")))
                .extracting(Prompt::text)
                .isEqualTo("Why?");
    }

    @Test
    void aResponseIsTruncatedIfItsLimitEndedIt() {
        assertThat(new Response("id", "prompt", 0, Optional.empty(), TEXT).truncated())
                .isTrue();
        Response whole = new Response("id", "prompt", 1, TokenIds.of(1), WHOLE);
        assertThat(whole.truncated()).isFalse();
        assertThat(whole.text()).isEqualTo("a");
        assertThat(whole.promptTokens()).contains(TokenIds.of(1));
        assertThatThrownBy(() -> new Response("id", "prompt", -1, Optional.empty(), TEXT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("slot -1 of a response");
    }

    @Test
    void aJudgmentThatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> new Judgment.Ranked(Double.NaN, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Judgment.Ranked(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
