package sao.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sao.domain.Judgment;
import sao.domain.Response;
import sao.judging.Responses;
import sao.statistics.WilsonProportion;

class LengthShareTest {
    private static final Response SHORT = Responses.of("a", "Bake it.");
    private static final Response LONG = Responses.of("b", "Knead it, then bake it.");
    private static final Judgment FIRST_WINS = new Judgment.Ranked(1, -1, 1);

    private static WilsonProportion share(Response first, Response second, Judgment judgment) {
        LengthShare share = new LengthShare();
        share.add(new Match(first, second, judgment, false));
        return share.share();
    }

    @Test
    void theLongerOfTwoResponsesWinsInEitherPosition() {
        assertThat(share(LONG, SHORT, FIRST_WINS)).isEqualTo(new WilsonProportion(1, 1));
        assertThat(share(SHORT, LONG, FIRST_WINS)).isEqualTo(new WilsonProportion(0, 1));
        assertThat(share(SHORT, LONG, new Judgment.Ranked(-1, 1, 1))).isEqualTo(new WilsonProportion(1, 1));
    }

    @Test
    void aTieCountsHalfAndNoVerdictAndEqualLengthsAreNotCounted() {
        assertThat(share(LONG, SHORT, new Judgment.Tied(0, 0, 1))).isEqualTo(new WilsonProportion(0.5, 1));
        assertThat(share(LONG, SHORT, new Judgment.Unreadable("no_ranking_line", "")))
                .isEqualTo(new WilsonProportion(0, 0));
        assertThat(share(SHORT, Responses.of("c", "Cool it."), FIRST_WINS)).isEqualTo(new WilsonProportion(0, 0));
    }
}
