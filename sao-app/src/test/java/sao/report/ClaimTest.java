package sao.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sao.result.JudgeAudit;
import sao.summary.JudgeSummary;
import sao.summary.Measurement.Benchmark;
import sao.summary.Measurement.Measured;
import sao.summary.RunSummary;

class ClaimTest {
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
    void saysWhenLengthMayExplainIt() {
        // The sample's length-controlled interval begins 2 points lower.
        assertThat(claim(0.6, 0.51, 0.7).cautions()).anyMatch(caution -> caution.contains("length alone"));
        assertThat(claim(0.6, 0.53, 0.7).cautions()).noneMatch(caution -> caution.contains("length alone"));
    }

    @Test
    void aFailedControlIsTheFirstThingSaid() {
        Measured good = SampleMeasurement.measured(0.6, 0.55, 0.7);
        Measured failed = new Measured(
                good.byJudge(),
                SampleMeasurement.figure(0.58, 0.52, 0.64, 200),
                good.start(),
                good.trained(),
                good.compared());
        assertThat(Claim.of(SampleRun.of(failed)).cautions().getFirst()).contains("control failed");
    }

    @Test
    void aControlThatFailedOnABenchmarkIsNamed() {
        Measured good = SampleMeasurement.measured(0.6, 0.55, 0.7);
        Measured failed = new Measured(
                good.byJudge(),
                SampleMeasurement.figure(0.58, 0.52, 0.64, 200),
                good.start(),
                good.trained(),
                good.compared());
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
