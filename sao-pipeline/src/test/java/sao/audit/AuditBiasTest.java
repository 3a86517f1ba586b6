package sao.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import sao.control.LengthJudge;
import sao.judging.Judge;
import sao.judging.StubModel;
import sao.rubric.JudgeRubric;
import sao.statistics.WilsonProportion;
import sao.verdict.LikelihoodJudge;

/// What an audit finds of a judge's taste for a seat or for length.
class AuditBiasTest {
    @Test
    void aTasteForASeatIsMeasuredInNats() {
        Judge seated = new LikelihoodJudge(
                StubModel.scoring((_, continuation) -> continuation.equals(" 1 > 2") ? -0.5 : -2.0),
                JudgeRubric.named("sao-v1"));
        AuditTable table = AuditSample.audited(seated);
        assertThat(table.seats().bias()).isCloseTo(1.5, within(1e-6));
        assertThat(table.seats().consistency()).isEqualTo(new WilsonProportion(0, 180));
        assertThat(table.all().tied()).isEqualTo(160);
        assertThat(table.all().accuracy().value()).isEqualTo(0.5);
        assertThat(table.seats().verdictMass()).isCloseTo(Math.exp(-0.5) + Math.exp(-2), within(1e-6));
    }

    @Test
    void aTasteForLengthShowsOnTheRunsOwnPairs() {
        assertThat(AuditSample.audited(new LengthJudge(LengthJudge.Preferred.LONGEST))
                        .length()
                        .longerWins())
                .isEqualTo(new WilsonProportion(20, 20));
        assertThat(AuditSample.audited(new LengthJudge(LengthJudge.Preferred.SHORTEST))
                        .length()
                        .longerWins())
                .isEqualTo(new WilsonProportion(0, 20));
    }

    @Test
    void accuracyAtEqualLengthIsToldApart() {
        AuditTable longest = AuditSample.audited(new LengthJudge(LengthJudge.Preferred.LONGEST));
        assertThat(longest.length().accuracyMatched().of()).isEqualTo(120); // all but truncated and doubled
        assertThat(longest.length().longerWins()).isEqualTo(new WilsonProportion(20, 20));
        assertThat(longest.length().longerWinsMatched()).isEqualTo(new WilsonProportion(0, 0)); // 40 words against 25
    }
}
