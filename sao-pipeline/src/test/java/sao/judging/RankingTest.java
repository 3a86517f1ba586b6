package sao.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static sao.judging.Responses.PROMPT;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sao.control.LengthJudge;
import sao.control.RandomJudge;
import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;

class RankingTest {
    private static final List<Response> FOUR = List.of(
            Responses.of("a", "aaaa"), Responses.of("b", "bb"), Responses.of("c", "c"), Responses.of("d", "ddd"));

    @Test // log(5), log(3), log(2), log(4): the merit is a third of the sum of the differences
    void meritIsTheMeanOfTheLogOddsWon() {
        Ranking ranking = Ranking.of(new LengthJudge(LengthJudge.Preferred.LONGEST), PROMPT, FOUR, FOUR);
        double all = Math.log(5) + Math.log(3) + Math.log(2) + Math.log(4);
        assertThat(ranking.merit(0)).isCloseTo((4 * Math.log(5) - all) / 3, within(1e-12));
        assertThat(ranking.merit(2)).isCloseTo((4 * Math.log(2) - all) / 3, within(1e-12));
        assertThat(((Judgment.Ranked) ranking.between(2, 0)).mirrored()).isEqualTo(ranking.between(0, 2));
    }

    @Test
    void aComparisonWithoutVerdictDoesNotCount() {
        Judge mute = new Judge() {
            @Override
            public String name() {
                return "mute/v1";
            }

            @Override
            public Judgment compare(Prompt prompt, Response first, Response second) {
                return first.id().equals("a") || second.id().equals("a")
                        ? new Judgment.Unreadable("no_ranking_line", "")
                        : new Judgment.Ranked(1, -1, 1);
            }
        };
        Ranking ranking = Ranking.of(mute, PROMPT, FOUR, FOUR);
        assertThat(ranking.merit(0)).isNaN();
        assertThat(ranking.merit(1)).isEqualTo(1);
        assertThat(ranking.merit(3)).isEqualTo(-1);
    }

    @Test
    void everyComparisonSeesAllOtherAnswers() {
        List<List<Response>> seen = new ArrayList<>();
        Judge watching = new Judge() {
            @Override
            public String name() {
                return "watching/v1";
            }

            @Override
            public Judgment compare(Prompt prompt, Response first, Response second) {
                throw new AssertionError("the others are known");
            }

            @Override
            public Judgment compare(Prompt prompt, Response first, Response second, List<Response> others) {
                seen.add(others);
                return new Judgment.Tied(0, 0, 1);
            }
        };
        var _ = Ranking.of(watching, PROMPT, FOUR.subList(0, 2), FOUR);
        assertThat(seen).containsExactly(FOUR.subList(2, 4));
    }

    @Test
    void oneResponseIsNoRanking() {
        assertThatThrownBy(() -> Ranking.of(new RandomJudge(1), PROMPT, FOUR.subList(0, 1), FOUR))
                .hasMessage("a ranking needs at least two responses, but there are 1");
    }
}
