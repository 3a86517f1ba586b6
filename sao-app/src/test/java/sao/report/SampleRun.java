package sao.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sao.result.MeasuredShare;
import sao.statistics.Interval;
import sao.summary.ForecastSummary;
import sao.summary.FunnelSummary;
import sao.summary.FunnelSummary.Step;
import sao.summary.Measurement;
import sao.summary.Measurement.Benchmark;
import sao.summary.PromptSummary;
import sao.summary.RunSummary;
import sao.summary.RunSummary.Fact;
import sao.summary.RunSummary.FactGroup;
import sao.summary.RunSummary.Timing;

/// A finished run that never was, with texts that try to break out of a page.
final class SampleRun {
    private SampleRun() {}

    static RunSummary of(Measurement measurement) {
        return of(measurement, List.of());
    }

    static RunSummary of(Measurement measurement, List<Benchmark> benchmarks) {
        return new RunSummary(
                "quickstart <b>bold</b>",
                "finished",
                "2026-11-23T21:40:00Z",
                "smollm2-135m-instruct",
                measurement,
                benchmarks,
                List.of(SampleMeasurement.constraints()),
                funnel(),
                prompts(),
                SampleJudge.judge(),
                SamplePairs.pairs(60, 7),
                SampleCurves.curves(48),
                List.of("Since the start, as seen after step 48: chosen log-prob fell 0.40 nat per token; <b>"),
                timings(),
                forecast(),
                facts());
    }

    private static PromptSummary prompts() {
        return new PromptSummary(
                List.of(new PromptSummary.Repetition(
                        "exact", new MeasuredShare(0.01, new Interval(0.002, 0.054), 100))),
                List.of(new PromptSummary.Variety("self_bleu", 0.312, 96)),
                List.of(new PromptSummary.Coverage("occupation", 60, 72, 0.93)),
                List.of(new PromptSummary.Yield("coding", new MeasuredShare(0.8, new Interval(0.65, 0.9), 40))));
    }

    private static ForecastSummary forecast() {
        return new ForecastSummary(
                "Measured on 24 rows.",
                List.of(
                        new ForecastSummary.Stage("synthesis", 50, 100, 200, 120, 9_000, 8_000),
                        new ForecastSummary.Stage("train", 50, 100, 200, 300, 9_000, 8_000)));
    }

    static FunnelSummary funnel() {
        return new FunnelSummary(
                List.of(
                        new Step("personas", 112, Map.of(), 0),
                        new Step("prompts", 96, left("near_duplicate", 9, "unreadable_prompt", 7), 0),
                        new Step("prompts_to_train_on", 64, left("held_out", 32), 0),
                        new Step("answered", 63, left("empty_response", 1), 0),
                        new Step("judged", 63, Map.of(), 0),
                        new Step("pairs", 48, left("truncated_response", 11, "identical_responses", 4), 0),
                        new Step("trained", 48, Map.of(), 0)),
                List.of(
                        new FunnelSummary.Flag("loop", SampleMeasurement.figure(6.0 / 128, 0.02, 0.1, 128)),
                        new FunnelSummary.Flag("template_leakage", SampleMeasurement.figure(0, 0, 0.03, 128))));
    }

    private static Map<String, Long> left(Object... reasons) {
        Map<String, Long> left = new LinkedHashMap<>();
        for (int i = 0; i < reasons.length; i += 2) {
            left.put((String) reasons[i], ((Integer) reasons[i + 1]).longValue());
        }
        return left;
    }

    private static List<Timing> timings() {
        return List.of(
                new Timing("prompts", 112, 41.3, 4_211),
                new Timing("responses", 126, 118.9, 31_422),
                new Timing("judgments", 63, 35.2, 38_101),
                new Timing("training", 48, 141.7, 29_877),
                new Timing("export", 1, 3.4, 0),
                new Timing("evaluation", 96, 104.6, 27_560));
    }

    private static List<FactGroup> facts() {
        return List.of(
                new FactGroup(
                        "Settings",
                        List.of(
                                new Fact("model", "smollm2-135m-instruct"),
                                new Fact("train.loss", "simpo"),
                                new Fact("train.learning_rate", "1.0e-6"),
                                new Fact("personas.file", "<script>alert(1)</script>"))),
                new FactGroup(
                        "Versions and digests",
                        List.of(
                                new Fact("sao", "0.1.0"),
                                new Fact("java", "25.0.3"),
                                new Fact(
                                        "model fingerprint",
                                        "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"))),
                new FactGroup("Machine", List.of(new Fact("processors", "2"), new Fact("memory", "7.8 GiB"))));
    }
}
