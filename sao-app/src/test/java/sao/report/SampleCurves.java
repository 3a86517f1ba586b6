package sao.report;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import sao.summary.Curve;
import sao.summary.Curve.Line;
import sao.summary.Curve.Point;

/// The curves of a training that never was.
final class SampleCurves {
    private SampleCurves() {}

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
}
