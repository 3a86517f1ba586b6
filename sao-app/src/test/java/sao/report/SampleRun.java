package sao.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sao.domain.Interval;
import sao.summary.Curve;
import sao.summary.Curve.Line;
import sao.summary.Curve.Point;
import sao.summary.Figure;
import sao.summary.ForecastSummary;
import sao.summary.FunnelSummary;
import sao.summary.FunnelSummary.Step;
import sao.summary.Histogram;
import sao.summary.JudgeSummary;
import sao.summary.JudgeSummary.Audit;
import sao.summary.JudgeSummary.Kind;
import sao.summary.Measurement;
import sao.summary.Measurement.AnswerFigures;
import sao.summary.Measurement.Benchmark;
import sao.summary.Measurement.ComparedAnswers;
import sao.summary.Measurement.JudgedRate;
import sao.summary.Measurement.Measured;
import sao.summary.PairSummary;
import sao.summary.PromptSummary;
import sao.summary.RunSummary;
import sao.summary.RunSummary.Fact;
import sao.summary.RunSummary.FactGroup;
import sao.summary.RunSummary.Timing;

/// A finished run that never was, with texts that try to break out of a page.
final class SampleRun {
    static final List<String> HOSTILE = List.of(
            "<script>document.title = 'broken'</script>",
            "</script><script>document.title = 'broken'</script><!--",
            "<img src=x onerror=\"document.title='broken'\">",
            "\"><svg onload=alert(1)> & 'quotes' \u2028 \u0000 end",
            "שלום, איך מכינים קפה שחור? \u202e evil override \u202c",
            "Donaudampfschifffahrtsgesellschaftskapitän".repeat(12),
            "🦔👩‍🔬 emoji, 東京の天気は？",
            "");
    private static final List<String> WORDS = List.of(
            ("the train was late and the driver asked whether anyone could restore a clock that had been damaged in"
                            + " the flood because nobody else in the village remembered how its springs were wound")
                    .split(" "));

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
                funnel(),
                prompts(),
                judge(),
                pairs(60, 7),
                curves(48),
                List.of("Since the start, as seen after step 48: chosen log-prob fell 0.40 nat per token; <b>"),
                timings(),
                forecast(),
                facts());
    }

    private static PromptSummary prompts() {
        return new PromptSummary(
                List.of(new PromptSummary.Repetition("exact", new Figure(0.01, new Interval(0.002, 0.054), 100))),
                List.of(new PromptSummary.Variety("self_bleu", 0.312, 96)),
                List.of(new PromptSummary.Coverage("occupation", 60, 72, 0.93)),
                List.of(new PromptSummary.Yield("coding", new Figure(0.8, new Interval(0.65, 0.9), 40))));
    }

    private static ForecastSummary forecast() {
        return new ForecastSummary(
                "Measured on 24 rows.",
                List.of(
                        new ForecastSummary.Stage("synthesis", 50, 100, 200, 120, 9_000, 8_000),
                        new ForecastSummary.Stage("train", 50, 100, 200, 300, 9_000, 8_000)));
    }

    static Measured measured(double rate, double low, double high) {
        var random = new SplittableRandom(5);
        List<ComparedAnswers> compared = IntStream.range(0, 64)
                .mapToObj(i -> {
                    double p = 0.02 + 0.96 * (63 - i) / 63;
                    return new ComparedAnswers(
                            prompt(random, i),
                            answer(random, i),
                            answer(random, i + 3),
                            p,
                            Math.min(0.99, p + 0.04),
                            Math.max(0.01, p - 0.04));
                })
                .toList();
        return new Measured(
                List.of(new JudgedRate(
                        "backward",
                        figure(rate, low, high, 64),
                        figure(rate - 0.02, low - 0.02, high - 0.01, 64),
                        38,
                        1,
                        25,
                        0,
                        0)),
                figure(0.484, 0.375, 0.602, 64),
                new AnswerFigures(64, 96.4, 412.7, 0.203, 0.391, 0.312),
                new AnswerFigures(64, 91.2, 398.3, 0.188, 0.344, 0.327),
                compared);
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
                        new FunnelSummary.Flag("loop", figure(6.0 / 128, 0.02, 0.1, 128)),
                        new FunnelSummary.Flag("template_leakage", figure(0, 0, 0.03, 128))));
    }

    private static Map<String, Long> left(Object... reasons) {
        Map<String, Long> left = new LinkedHashMap<>();
        for (int i = 0; i < reasons.length; i += 2) {
            left.put((String) reasons[i], ((Integer) reasons[i + 1]).longValue());
        }
        return left;
    }

    static JudgeSummary judge() {
        return new JudgeSummary(
                "backward",
                "",
                "On this model's own answers the pairwise verdict was no better than chance, and this one was.",
                List.of(audit("backward", 0.763), audit("yes-no/yes-no-v1", 0.55)));
    }

    private static Audit audit(String judge, double accuracy) {
        return new Audit(
                judge,
                List.of(
                        new Kind("off_topic", figure(0.85, 0.64, 0.948, 20), 0, 0),
                        new Kind("truncated", figure(0.55, 0.342, 0.742, 20), 1, 0),
                        new Kind("shuffled", figure(0.85, 0.64, 0.948, 20), 0, 0),
                        new Kind("looping", figure(0.8, 0.584, 0.919, 20), 0, 2)),
                figure(accuracy, accuracy - 0.1, accuracy + 0.08, 80),
                new JudgeSummary.Seats(0.25, figure(1, 0.95, 1, 80), 0.9),
                new JudgeSummary.Length(
                        figure(0.417, 0.288, 0.557, 48),
                        figure(0.5, 0.3, 0.7, 20),
                        figure(accuracy, accuracy - 0.2, accuracy + 0.1, 60)),
                figure(0, 0, 1, 0),
                new JudgeSummary.Calibration(
                        List.of(
                                new JudgeSummary.Bin(0.55, figure(0.6, 0.4, 0.8, 40)),
                                new JudgeSummary.Bin(0.9, figure(0.85, 0.7, 0.95, 40))),
                        0.09,
                        false),
                0.24);
    }

    static PairSummary pairs(int count, long seed) {
        var random = new SplittableRandom(seed);
        List<PairSummary.Sample> samples = new ArrayList<>();
        List<Double> chosen = new ArrayList<>();
        List<Double> rejected = new ArrayList<>();
        List<Double> margins = new ArrayList<>();
        List<Double> probabilities = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double margin = random.nextExponential() * 0.3;
            int longer = 20 + random.nextInt(108);
            int shorter = 20 + random.nextInt(108);
            samples.add(new PairSummary.Sample(
                    "%016x%016x".formatted(random.nextLong(), random.nextLong()),
                    i % 3 == 0 ? "a retired train driver who mends clocks" : "",
                    prompt(random, i),
                    answer(random, i),
                    answer(random, i + 1),
                    sigmoid(margin),
                    sigmoid(margin + 0.1),
                    sigmoid(margin - 0.1),
                    margin,
                    longer,
                    shorter));
            chosen.add((double) longer);
            rejected.add((double) shorter);
            margins.add(margin);
            probabilities.add(sigmoid(margin));
        }
        return new PairSummary(
                count,
                samples,
                0.75,
                0.42,
                Histogram.of(new Histogram.Values("chosen", chosen), new Histogram.Values("rejected", rejected)),
                Histogram.of(new Histogram.Values("margin", margins)),
                Histogram.of(0.5, 1, new Histogram.Values("p", probabilities)));
    }

    static List<Curve> curves(int steps) {
        var random = new SplittableRandom(3);
        return List.of(
                new Curve(
                        "Loss",
                        "",
                        "Lower is better; noisy while batches are small.",
                        List.of(line("loss", steps, i -> 3.05 - 0.4 * i / steps + random.nextDouble(0.2)))),
                new Curve(
                        "Reward margin",
                        "",
                        "How much higher chosen is rewarded than rejected.",
                        List.of(line("margin", steps, i -> 2.0 * i / steps + random.nextDouble(0.5)))),
                new Curve(
                        "Accuracy",
                        "share of pairs",
                        "Pairs whose chosen answer has the higher reward.",
                        List.of(line(
                                "accuracy", steps, i -> Math.min(1, 0.5 + 0.3 * i / steps + random.nextDouble(0.1))))),
                new Curve(
                        "Log-probability",
                        "nats per token",
                        "Both fall a little in SimPO; what counts is the gap.",
                        List.of(
                                line("chosen", steps, i -> -1.2 - 0.1 * i / steps),
                                line("rejected", steps, i -> -1.25 - 0.2 * i / steps))),
                new Curve(
                        "Learning rate",
                        "",
                        "Warm-up, then a cosine to nothing.",
                        List.of(line(
                                "learning rate",
                                steps,
                                i -> 1e-6 * Math.min(1, i / 5.0) * (1 + Math.cos(Math.PI * i / steps)) / 2))),
                new Curve(
                        "Gradient norm",
                        "before clipping",
                        "",
                        List.of(line("norm", steps, i -> 20 + random.nextDouble(15)))));
    }

    private interface Shape {
        double at(double step);
    }

    private static Line line(String name, int steps, Shape shape) {
        return new Line(
                name,
                IntStream.rangeClosed(1, steps)
                        .mapToObj(i -> new Point(i, shape.at(i)))
                        .toList());
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

    private static double sigmoid(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    static Figure figure(double value, double low, double high, long n) {
        return new Figure(value, new Interval(low, high), n);
    }

    private static String prompt(SplittableRandom random, int i) {
        return i % 5 == 2
                ? HOSTILE.get(i % HOSTILE.size()) + " " + sentence(random, 6)
                : "How do I " + sentence(random, 9) + "?";
    }

    private static String answer(SplittableRandom random, int i) {
        String text = IntStream.range(0, 1 + random.nextInt(14))
                .mapToObj(_ -> sentence(random, 16) + (random.nextInt(3) == 0 ? ".\n\n" : ". "))
                .collect(Collectors.joining());
        return i % 4 == 1 ? HOSTILE.get(i % HOSTILE.size()) : text.strip();
    }

    private static String sentence(SplittableRandom random, int words) {
        return IntStream.range(0, words)
                .mapToObj(_ -> WORDS.get(random.nextInt(WORDS.size())))
                .collect(Collectors.joining(" "));
    }
}
