package sao.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sao.audit.AuditRow;
import sao.audit.AuditTable;
import sao.audit.Calibration;
import sao.statistics.WilsonProportion;

/// What is said of a judge that is wrong on a kind of probe.
class KindAccuracyTest {
    private static final WilsonProportion NONE = new WilsonProportion(0, 0);

    private static AuditRow row(String kind, double right) {
        WilsonProportion accuracy = new WilsonProportion(right, 20);
        return new AuditRow(kind, accuracy, accuracy.interval(), 0, 0);
    }

    private static AuditTable table(AuditRow... rows) {
        return new AuditTable(
                "backward/v4",
                List.of(rows),
                row("all", 16),
                new AuditTable.Seats(0, NONE, 1),
                new AuditTable.Length(NONE, NONE, NONE),
                NONE,
                new Calibration(List.of(), 0, false));
    }

    @Test // 8 of 20: Wilson 21.9 to 61.3 %, so chance is not excluded
    void aKindBelowChanceByFewProbesIsAWarningWithNumbersAndRemedy() {
        AuditTable table = table(row("off_topic", 19), row("truncated", 8));
        assertThat(KindAccuracy.failure(table, 0.5)).isEmpty();
        assertThat(KindAccuracy.warnings(table, 0.5))
                .containsExactly(
                        "Warning: the judge backward/v4 prefers the worse response on a kind of probe: truncated, right on"
                                + " 40.0 % of 20 (95 % interval 21.9 to 61.3 %). Set pairs.truncated to alike, so that pairs"
                                + " teach nothing about ending, or count truncation against a response: judge.kind: mean with"
                                + " judge.mean_of: [backward, ended*2].");
    }

    @Test // 2 of 20: Wilson 2.8 to 30.1 %
    void aKindWhoseWholeIntervalLiesBelowTheFloorIsAFailure() {
        AuditTable table = table(row("off_topic", 19), row("looping", 2), row("truncated", 9));
        assertThat(KindAccuracy.failure(table, 0.5)).hasValueSatisfying(failure -> {
            assertThat(failure.problem())
                    .contains(
                            "below the floor of 50.0 %", "looping, right on 10.0 % of 20 (95 % interval 2.8 to 30.1 %)")
                    .doesNotContain("truncated");
            assertThat(failure.remedy())
                    .contains("repetition in judge.mean_of", "judge.audit.minimum_kind_accuracy", "--force");
        });
        assertThat(KindAccuracy.warnings(table, 0.5)).singleElement().asString().contains("truncated");
    }

    @Test
    void aFloorOfZeroNeverFails() {
        AuditTable table = table(row("looping", 0));
        assertThat(KindAccuracy.failure(table, 0)).isEmpty();
        assertThat(KindAccuracy.warnings(table, 0)).hasSize(1);
    }

    @Test
    void kindsAtOrAboveChanceSayNothing() {
        AuditTable table = table(row("looping", 10), row("truncated", 20));
        assertThat(KindAccuracy.failure(table, 0.5)).isEmpty();
        assertThat(KindAccuracy.warnings(table, 0.5)).isEmpty();
    }
}
