package sao.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.calls.CallPurpose;
import sao.chat.Conversation;
import sao.chat.Role;
import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.error.ContextOverflowException;
import sao.error.SaoException;
import sao.judging.LogOdds;
import sao.judging.Ranking;
import sao.judging.Responses;
import sao.judging.StubModel;
import sao.ledger.Ledger;

class RewardJudgeTest {
    private static final Conversation TURNS =
            Conversation.ask("Bread?").then(Role.ASSISTANT, "Which one?").then(Role.USER, "Rye.");
    private static final Prompt PROMPT = new Prompt("p", "o", TURNS);

    @TempDir
    private Path folder;

    private static Response response(String text) {
        return Responses.of(text, text);
    }

    /// {@return a model that rewards each letter with half a nat}
    private static StubModel byLength() {
        return StubModel.rewarding((_, answer) -> answer.length() / 2.0);
    }

    @Test
    void theLogOddsAreTheDifferenceOfTheRewards() {
        StubModel model = byLength();
        Judgment judgment = new RewardJudge(model).compare(PROMPT, response("abcde"), response("ab"));
        assertThat(judgment).isEqualTo(new Judgment.Ranked(1.5, -1.5, 1));
        assertThat(model.conversations()).as("the conversation, all its turns").containsExactly(TURNS);
        assertThat(model.calls()).as("one call for both").isEqualTo(1);
    }

    @Test
    void responsesOfEqualRewardTie() {
        assertThat(new RewardJudge(byLength()).compare(PROMPT, response("ab"), response("cd")))
                .isEqualTo(new Judgment.Tied(0, 0, 1));
    }

    @Test
    void aModelThatGeneratesIsRefusedWithTheRemedy() {
        assertThatThrownBy(() -> new RewardJudge(StubModel.mute()))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("the judge's model generates text")
                .hasMessageContaining("Set judge.model to the folder of a reward model");
    }

    @Test
    void aRankingAsksForAllResponsesAtOnceAndAResumedOneForNone() {
        StubModel model = byLength();
        List<Response> responses = List.of(response("a"), response("abcd"), response("abc"), response("abcd"));
        for (int time = 0; time < 2; time++) {
            try (Ledger ledger = Ledger.open(folder)) {
                RewardJudge judge = new RewardJudge(ledger.remembering(model, CallPurpose.JUDGMENTS));
                Ranking ranking = Ranking.of(judge, PROMPT, responses, responses);
                assertThat(ranking.merit(0)).isCloseTo((-1.5 - 1 - 1.5) / 3, within(1e-12));
                assertThat(LogOdds.given(ranking.between(1, 2))).isEqualTo(0.5);
            }
            assertThat(model.calls()).as("calls of the model").isEqualTo(1);
        }
    }

    @Test
    void aResponseThatDoesNotFitTakesNoVerdictFromTheOthers() {
        StubModel model = StubModel.rewarding((_, answer) -> {
            if (answer.length() > 5) {
                throw new ContextOverflowException(9000, 0, 8192);
            }
            return answer.length();
        });
        List<Response> responses = List.of(response("a"), response("much too long"), response("abc"));
        Ranking ranking = Ranking.of(new RewardJudge(model).fitting(), PROMPT, responses, responses);
        assertThat(LogOdds.given(ranking.between(0, 2))).isEqualTo(-2);
        assertThat(ranking.between(0, 1)).isInstanceOf(Judgment.Unreadable.class);
    }
}
