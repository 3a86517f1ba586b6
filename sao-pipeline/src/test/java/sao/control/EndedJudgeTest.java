package sao.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static sao.judging.Responses.PROMPT;

import java.util.List;
import org.junit.jupiter.api.Test;
import sao.domain.Judgment;
import sao.domain.Judgment.Ranked;
import sao.domain.Response;
import sao.judging.Judge;
import sao.judging.LogOdds;
import sao.judging.MeanJudge;
import sao.judging.Responses;
import sao.judging.StubModel;
import sao.token.FinishReason;
import sao.verdict.BackwardJudge;

class EndedJudgeTest {
    private static final Response ENDED = Responses.of("a", "Bake it.");
    private static final Response TRUNCATED = Responses.of("b", "Knead it, let it rise and", FinishReason.LENGTH);

    /// Prefers the truncated response by 0.5 nats: 2 nats for each nat of the prompt's mean log-probability.
    private static final Judge BACKWARD = new BackwardJudge(StubModel.scoring(
            (conversation, _) -> conversation.messages().getFirst().content().contains("rise") ? -1.0 : -1.25));

    @Test
    void anEndedResponseWinsByTheLogOddsOfOneVerdict() {
        var ranked = (Ranked) new EndedJudge().compare(PROMPT, TRUNCATED, ENDED);
        assertThat(ranked.logOdds()).isEqualTo(-LogOdds.OF_ONE_VERDICT);
        assertThat(ranked.mirrored()).isEqualTo(new EndedJudge().compare(PROMPT, ENDED, TRUNCATED));
    }

    @Test
    void responsesThatEndAlikeAreATie() {
        Judgment tie = new Judgment.Tied(0, 0, 1);
        assertThat(new EndedJudge().compare(PROMPT, ENDED, Responses.of("c", "Fry it.")))
                .isEqualTo(tie);
        assertThat(new EndedJudge().compare(PROMPT, TRUNCATED, Responses.of("d", "Fry", FinishReason.LENGTH)))
                .isEqualTo(tie);
    }

    @Test // backward: -0.5 for the ended response; (-0.5 + 2 * 2.197) / 3
    void asAMemberOfAMeanItCountsTruncationAgainstAResponse() {
        assertThat(((Ranked) BACKWARD.compare(PROMPT, ENDED, TRUNCATED)).logOdds())
                .isCloseTo(-0.5, within(1e-6));
        Judge mean =
                new MeanJudge(List.of(new MeanJudge.Member(BACKWARD, 1), new MeanJudge.Member(new EndedJudge(), 2)));
        assertThat(((Ranked) mean.compare(PROMPT, ENDED, TRUNCATED)).logOdds())
                .isCloseTo((-0.5 + 2 * Math.log(9)) / 3, within(1e-6));
        assertThat(mean.name()).isEqualTo("mean(backward/v4*1.0 + ended/v1*2.0)");
    }

    @Test // backward alone decides, with a third of its log-odds
    void amongResponsesThatEndAlikeTheOtherMembersDecide() {
        Response rising = Responses.of("c", "Let it rise.");
        Judge mean =
                new MeanJudge(List.of(new MeanJudge.Member(BACKWARD, 1), new MeanJudge.Member(new EndedJudge(), 2)));
        assertThat(((Ranked) mean.compare(PROMPT, rising, ENDED)).logOdds()).isCloseTo(0.5 / 3, within(1e-6));
    }
}
