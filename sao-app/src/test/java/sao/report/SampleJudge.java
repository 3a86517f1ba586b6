package sao.report;

import java.util.List;
import sao.result.JudgeAudit;
import sao.result.JudgeAudit.Kind;
import sao.result.RoundResult.MeasuredNoise;
import sao.summary.JudgeSummary;

/// A judge and its audits that never were.
final class SampleJudge {
    private SampleJudge() {}

    static JudgeSummary judge() {
        return new JudgeSummary(
                "backward",
                "",
                "On this model's own answers the pairwise verdict was no better than chance, and this one was.",
                SampleMeasurement.figure(0.55, 0.424, 0.669, 60),
                List.of(new MeasuredNoise(
                        "backward", 0.12, 0.197, 16, 4, SampleMeasurement.figure(0.2, 0.118, 0.318, 60))),
                List.of(audit("backward", 0.763), audit("yes-no/v2", 0.55)));
    }

    private static JudgeAudit audit(String judge, double accuracy) {
        return new JudgeAudit(
                judge,
                List.of(
                        new Kind("off_topic", SampleMeasurement.figure(0.85, 0.64, 0.948, 20), 0, 0),
                        new Kind("truncated", SampleMeasurement.figure(0.55, 0.342, 0.742, 20), 1, 0),
                        new Kind("shuffled", SampleMeasurement.figure(0.85, 0.64, 0.948, 20), 0, 0),
                        new Kind("constraint", SampleMeasurement.figure(0.5, 0.21, 0.79, 8), 0, 0),
                        new Kind("looping", SampleMeasurement.figure(0.8, 0.584, 0.919, 20), 0, 2)),
                SampleMeasurement.figure(accuracy, accuracy - 0.1, accuracy + 0.08, 80),
                new JudgeAudit.Seats(0.25, SampleMeasurement.figure(1, 0.95, 1, 80), 0.9),
                new JudgeAudit.Length(
                        SampleMeasurement.figure(0.417, 0.288, 0.557, 48),
                        SampleMeasurement.figure(0.5, 0.3, 0.7, 20),
                        SampleMeasurement.figure(accuracy, accuracy - 0.2, accuracy + 0.1, 60)),
                SampleMeasurement.figure(0, 0, 1, 0),
                new JudgeAudit.Calibration(
                        List.of(
                                new JudgeAudit.Bin(0.55, SampleMeasurement.figure(0.6, 0.4, 0.8, 40)),
                                new JudgeAudit.Bin(0.9, SampleMeasurement.figure(0.85, 0.7, 0.95, 40))),
                        0.09,
                        false),
                0.24);
    }
}
