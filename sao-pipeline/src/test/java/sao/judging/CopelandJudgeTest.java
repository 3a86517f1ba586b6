package sao.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static sao.judging.Responses.PROMPT;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;

class CopelandJudgeTest {
    private static final List<Response> FOUR = List.of(
            Responses.of("a", "a"), Responses.of("b", "bb"), Responses.of("c", "ccc"), Responses.of("d", "dddd"));

    /// A judge with fixed log-odds of pairs, by both ids; the pairs that are not given have no verdict.
    private record Fixed(Map<String, Double> logOdds) implements Judge {
        @Override
        public String name() {
            return "fixed/v1";
        }

        @Override
        public Judgment compare(Prompt prompt, Response first, Response second) {
            Double given = logOdds.get(first.id() + second.id());
            if (given == null) {
                return new Judgment.Unreadable("none", "");
            }
            return LogOdds.seatless(given);
        }
    }

    private static Ranking ranking(Map<String, Double> logOdds) {
        return Ranking.of(new CopelandJudge(new Fixed(logOdds)), PROMPT, FOUR, FOUR);
    }

    private static final Map<String, Double> ONE_CONFIDENT_VERDICT =
            Map.of("ab", 0.1, "ac", 0.1, "ad", 0.1, "bc", 0.1, "bd", 9.0, "cd", 0.1);

    @Test
    void oneConfidentVerdictDoesNotOutweighTheNumberOfVerdicts() {
        Ranking byMean = Ranking.of(new Fixed(ONE_CONFIDENT_VERDICT), PROMPT, FOUR, FOUR);
        assertThat(byMean.merit(1)).isGreaterThan(byMean.merit(0));
        Ranking byWins = ranking(ONE_CONFIDENT_VERDICT);
        assertThat(byWins.merit(0)).isGreaterThan(byWins.merit(1));
        assertThat(Math.rint(byWins.merit(0))).isEqualTo(3);
        assertThat(Math.rint(byWins.merit(1))).isEqualTo(1);
        assertThat(Math.rint(byWins.merit(2))).isEqualTo(-1);
        assertThat(Math.rint(byWins.merit(3))).isEqualTo(-3);
    }

    @Test // a beats b, b beats c, c beats a, and all three beat d: scores 1, 1, 1, -3; sums 3.5, 1.5, 0.5, -5.5
    void aCycleIsDecidedByTheSumOfTheLogOdds() {
        Ranking cycle = ranking(Map.of("ab", 4.0, "ac", -1.5, "bc", 2.0, "ad", 1.0, "bd", 3.5, "cd", 1.0));
        assertThat(cycle.merit(0)).isCloseTo(1 + 3.5 / 9, within(1e-12));
        assertThat(cycle.merit(1)).isCloseTo(1 + 1.5 / 5, within(1e-12));
        assertThat(cycle.merit(2)).isCloseTo(1 + 0.5 / 3, within(1e-12));
    }

    @Test
    void noSumOfLogOddsIsWorthHalfAWin() {
        for (double confidence : new double[] {1, 1e3, 1e9}) {
            Ranking ranking =
                    ranking(Map.of("ab", 0.01, "ac", 0.01, "ad", -confidence, "bc", confidence, "bd", 0.0, "cd", 0.0));
            // a wins two and loses one, b wins one and loses one
            assertThat(ranking.merit(0)).as("%s", confidence).isGreaterThan(ranking.merit(1));
        }
    }

    @Test
    void aTieCountsForNeitherAndAMissingVerdictDoesNotCount() {
        Ranking ranking = ranking(Map.of("ab", 0.0, "cd", 0.0));
        for (int place = 0; place < 4; place++) {
            assertThat(ranking.merit(place)).isZero();
        }
        assertThat(ranking(Map.of("cd", 1.0)).merit(0)).isNaN();
    }

    @Test
    void twoResponsesAreComparedAsTheJudgeComparesThem() {
        Fixed judge = new Fixed(ONE_CONFIDENT_VERDICT);
        Judge copeland = new CopelandJudge(judge).fitting();
        for (int i = 0; i < 3; i++) {
            for (int j = i + 1; j < 4; j++) {
                assertThat(copeland.compare(PROMPT, FOUR.get(i), FOUR.get(j), FOUR))
                        .isEqualTo(judge.compare(PROMPT, FOUR.get(i), FOUR.get(j)));
            }
        }
        assertThat(copeland.rankingRule()).isEqualTo(Ranking.Rule.COPELAND);
        assertThat(copeland.name()).isEqualTo("copeland/v1(fixed/v1)");
        assertThat(copeland.repeated()).isEqualTo(copeland); // the judge does not sample
    }
}
