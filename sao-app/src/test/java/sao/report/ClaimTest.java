package sao.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sao.result.JudgeAudit;
import sao.result.JudgedRate.JudgeOrigin;
import sao.result.MeasuredShare;
import sao.summary.JudgeSummary;
import sao.summary.Measurement.Benchmark;
import sao.summary.Measurement.Measured;
import sao.summary.RunSummary;

class ClaimTest {
    /// 0.5 is 3.9 standard errors from it.
    private static final MeasuredShare FAILED = SampleMeasurement.figure(0.62, 0.56, 0.68, 200);

    @Test
    void claimsNoMoreThanTheIntervalAllows() {
        assertThat(claim(0.55, 0.45, 0.65).tone()).isEqualTo("open");
        assertThat(claim(0.55, 0.50, 0.60).tone()).isEqualTo("open");
        assertThat(claim(0.60, 0.501, 0.70).tone()).isEqualTo("better");
        assertThat(claim(0.40, 0.30, 0.499).tone()).isEqualTo("worse");
    }

    @Test
    void saysThatTheJudgeIsTheStartModel() {
        assertThat(claim(0.6, 0.55, 0.7).cautions()).anyMatch(caution -> caution.contains("Only the start model"));
    }

    @Test
    void doesNotCallAnotherKindOfJudgeTheTrainingSignal() {
        JudgeOrigin otherKind = new JudgeOrigin("start", JudgeOrigin.Relation.SAME_WEIGHTS, true);
        Claim claim = Claim.of(
                SampleRun.of(SampleMeasurement.measured(List.of(SampleMeasurement.judged(otherKind, 0.6, 0.55, 0.7)))));
        assertThat(claim.cautions())
                .filteredOn(caution -> caution.contains("Only the start model"))
                .singleElement()
                .asString()
                .contains("not the training signal, but weights that took part in the training");
    }

    @Test
    void saysWhenLengthMayExplainIt() {
        // The sample's length-controlled interval begins 2 points lower.
        assertThat(claim(0.6, 0.51, 0.7).cautions()).anyMatch(caution -> caution.contains("length alone"));
        assertThat(claim(0.6, 0.53, 0.7).cautions()).noneMatch(caution -> caution.contains("length alone"));
    }

    @Test
    void aFailedControlIsTheFirstThingSaid() {
        Measured good = SampleMeasurement.measured(0.6, 0.55, 0.7);
        Measured failed = SampleMeasurement.controlled(good, FAILED);
        assertThat(Claim.of(SampleRun.of(failed)).cautions().getFirst()).contains("control failed");
    }

    @Test // a sound measurement has such a control in one of twenty runs
    void aControlWhoseIntervalMissesHalfByChanceRaisesNoAlarm() {
        Measured good = SampleMeasurement.measured(0.6, 0.55, 0.7);
        Measured byChance =
                SampleMeasurement.controlled(good, SampleMeasurement.figure(0.58, 0.52, 0.64, 200)); // 2.6 errors
        assertThat(Claim.of(SampleRun.of(byChance)).cautions()).noneMatch(caution -> caution.contains("control"));
    }

    @Test
    void theIndependentJudgeDecidesAndTheOtherIsSaidToDiffer() {
        JudgeOrigin other = new JudgeOrigin("big-model", JudgeOrigin.Relation.INDEPENDENT, true);
        Claim claim = Claim.of(SampleRun.of(SampleMeasurement.measured(List.of(
                SampleMeasurement.judged(other, 0.52, 0.44, 0.60),
                SampleMeasurement.judged(JudgeOrigin.TRAINING_SIGNAL, 0.7, 0.6, 0.8)))));
        assertThat(claim.tone()).isEqualTo("open");
        assertThat(claim.verdict()).contains("52.0", "big-model", "independent: other weights and another kind");
        assertThat(claim.cautions())
                .anyMatch(caution -> caution.contains("of the start model concludes otherwise: 70.0"))
                .noneMatch(caution -> caution.contains("Only the start model"));
    }

    @Test
    void aControlThatFailedOnABenchmarkIsNamed() {
        Measured good = SampleMeasurement.measured(0.6, 0.55, 0.7);
        Measured failed = SampleMeasurement.controlled(good, FAILED);
        List<Benchmark> benchmarks = List.of(new Benchmark("exam.txt", failed), new Benchmark("talks.jsonl", good));
        assertThat(Claim.of(SampleRun.of(good, benchmarks)).cautions())
                .anyMatch(caution -> caution.contains("On exam.txt the control failed"))
                .noneMatch(caution -> caution.contains("talks.jsonl"));
    }

    @Test
    void aJudgeNoBetterThanChanceIsNamed() {
        RunSummary run = SampleRun.of(SampleMeasurement.measured(0.6, 0.55, 0.7));
        JudgeAudit audit = run.judge().audits().getFirst();
        JudgeSummary chance = new JudgeSummary(
                "backward",
                "",
                "",
                run.judge().longerWon(),
                List.of(),
                List.of(new JudgeAudit(
                        "backward",
                        audit.kinds(),
                        SampleMeasurement.figure(0.5, 0.393, 0.607, 80),
                        audit.seats(),
                        audit.length(),
                        audit.stability(),
                        audit.calibration(),
                        audit.smoothing())));
        RunSummary doubtful = new RunSummary(
                run.run(),
                "running",
                run.made(),
                run.model(),
                run.measurement(),
                run.benchmarks(),
                run.constraints(),
                run.funnel(),
                run.prompts(),
                chance,
                run.pairs(),
                run.curves(),
                run.health(),
                run.timings(),
                run.forecast(),
                run.facts());
        assertThat(Claim.of(doubtful).cautions())
                .anyMatch(caution -> caution.contains("not shown to be better than chance"))
                .anyMatch(caution -> caution.contains("not finished"));
        assertThat(Claim.of(run).cautions()).noneMatch(caution -> caution.contains("chance"));
    }

    private static Claim claim(double rate, double low, double high) {
        return Claim.of(SampleRun.of(SampleMeasurement.measured(rate, low, high)));
    }
}
