package sao.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static sao.judging.Responses.PROMPT;

import java.util.List;
import org.junit.jupiter.api.Test;
import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;

class MeanJudgeTest {
    private static final Response FIRST = Responses.of("a", "Knead it.");
    private static final Response SECOND = Responses.of("b", "Buy it.");

    /// Says the same of everything.
    private record Fixed(Judgment judgment) implements Judge {
        @Override
        public String name() {
            return "fixed/v1";
        }

        @Override
        public Judgment compare(Prompt prompt, Response first, Response second) {
            return judgment;
        }
    }

    private static MeanJudge.Member member(double given, double swapped, double weight) {
        return new MeanJudge.Member(new Fixed(new Judgment.Ranked(given, swapped, 0.8)), weight);
    }

    @Test // (1 * 2 + 3 * -1) / 4 and (1 * -4 + 3 * 2) / 4
    void logOddsAreAveragedInEachOrder() {
        var ranked = (Judgment.Ranked)
                new MeanJudge(List.of(member(2, -4, 1), member(-1, 2, 3))).compare(PROMPT, FIRST, SECOND);
        assertThat(ranked.given()).isCloseTo(-0.25, within(1e-12));
        assertThat(ranked.swapped()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void membersThatCancelAreATie() {
        assertThat(new MeanJudge(List.of(member(2, -2, 1), member(-1, 1, 2))).compare(PROMPT, FIRST, SECOND))
                .isInstanceOf(Judgment.Tied.class);
    }

    @Test
    void oneWithoutAVerdictLeavesNone() {
        Judgment mute = new Judgment.Unreadable("no_ranking_line", "hm");
        assertThat(new MeanJudge(List.of(member(2, -2, 1), new MeanJudge.Member(new Fixed(mute), 1)))
                        .compare(PROMPT, FIRST, SECOND))
                .isEqualTo(mute);
    }

    @Test
    void theNameSaysWhoAndHowMuch() {
        assertThat(new MeanJudge(List.of(member(1, -1, 1), member(1, -1, 0.5))).name())
                .isEqualTo("mean(fixed/v1*1.0 + fixed/v1*0.5)");
    }

    @Test
    void weightsAreAboveNothing() {
        assertThatThrownBy(() -> member(1, -1, 0))
                .hasMessageContaining("weight is 0.0, but it must be finite and above 0");
        assertThatThrownBy(() -> new MeanJudge(List.of())).hasMessageContaining("at least one judge");
    }
}
