package sao.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sao.control.EndedJudge;
import sao.control.LengthJudge;
import sao.control.RandomJudge;
import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.judging.Judge;
import sao.judging.Responses;
import sao.judging.StubModel;
import sao.rubric.JudgeRubric;
import sao.statistics.WilsonProportion;
import sao.token.SamplingSettings;
import sao.verdict.SeatOrder;
import sao.verdict.WrittenJudge;

/// Which judges an audit finds right, and what decides: probes of known order, or labels where there are any.
class JudgeAuditTest {
    @Test
    void aJudgeThatKnowsIsFoundRightAndOneThatTossesIsNot() {
        AuditTable table = AuditSample.audited(AuditSample.knowing());
        assertThat(table.rows())
                .extracting(AuditRow::kind)
                .containsExactly(
                        "off_topic", "truncated", "shuffled", "looping", "echo", "evasive", "pleading", "doubled");
        assertThat(table.rows().get(1).accuracy()).isEqualTo(new WilsonProportion(20, 20));
        assertThat(table.clears(0.6)).isTrue();

        AuditTable tossed = AuditSample.audited(new RandomJudge(5));
        assertThat(tossed.all().interval().contains(0.5)).isTrue();
        assertThat(tossed.clears(0.7)).isFalse();
    }

    @Test
    void labelsDecideWhereThereAreAny() {
        Probe labelled = new Probe(
                ProbeKind.LABELLED,
                Responses.PROMPT,
                Responses.of("good", "Bake it."),
                Responses.of("bad", "Bake it for a very long time."),
                List.of());
        AuditTable table = AuditSample.audit()
                .with(List.of(labelled))
                .audit(new LengthJudge(LengthJudge.Preferred.LONGEST), AuditSample.ONE);
        assertThat(table.deciding().kind()).isEqualTo("labelled");
        assertThat(table.deciding().accuracy()).isEqualTo(new WilsonProportion(0, 1));
        assertThat(table.all().accuracy().of()).isEqualTo(160);
        assertThat(table.calibration().labelled()).isTrue();
        assertThat(AuditSample.audited(AuditSample.knowing()).calibration().labelled())
                .isFalse();
    }

    @Test
    void aJudgeThatDrawsIsAskedAgain() {
        Judge drawing = new WrittenJudge(
                StubModel.writing((_, seed) -> seed % 2 == 0 ? "ranking: 1 > 2" : "ranking: 2 > 1"),
                JudgeRubric.named("sao-v1"),
                SeatOrder.GIVEN,
                SamplingSettings.of(1, 1, 8),
                3);
        AuditTable table = AuditSample.audited(drawing);
        assertThat(table.stability().of()).isEqualTo(20);
        assertThat(table.stability().value()).isBetween(0.2, 0.8);
        assertThat(AuditSample.audited(AuditSample.knowing()).stability()).isEqualTo(new WilsonProportion(0, 0));
        assertThat(AuditSample.audit().verdicts(drawing)).isEqualTo(200);
    }

    @Test
    void aTruncatedProbeCountsAsTruncated() {
        AuditTable table = AuditSample.audited(new EndedJudge());
        assertThat(table.rows())
                .hasSize(8)
                .allSatisfy(row -> assertThat(row.accuracy().value())
                        .as(row.kind())
                        .isEqualTo(row.kind().equals("truncated") ? 1.0 : 0.5));
    }

    @Test
    void aJudgeThatCannotBeReadClearsNoFloor() {
        Judge mute = new Judge() {
            @Override
            public String name() {
                return "mute";
            }

            @Override
            public Judgment compare(Prompt prompt, Response first, Response second) {
                return new Judgment.Unreadable("no_ranking_line", "");
            }
        };
        AuditTable table = AuditSample.audited(mute);
        assertThat(table.all().unreadable()).isEqualTo(160);
        assertThat(table.clears(0)).isFalse();
    }
}
