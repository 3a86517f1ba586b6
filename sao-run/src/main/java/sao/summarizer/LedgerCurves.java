package sao.summarizer;

import java.util.List;
import java.util.function.ToDoubleFunction;
import sao.rows.TrainStep;
import sao.summary.Curve;
import sao.summary.Curve.Line;
import sao.summary.Curve.Point;

/// Creates training curves from the ledger's steps.
final class LedgerCurves {
    private LedgerCurves() {}

    /// {@return the curves of the steps; empty if there are no steps}
    static List<Curve> of(List<TrainStep> steps) {
        if (steps.isEmpty()) {
            return List.of();
        }
        return List.of(
                curve("Loss", "", "Lower is better; noisy where a batch is small.", steps, TrainStep::loss),
                curve(
                        "Reward margin",
                        "",
                        "How much higher the trained model rewards chosen than rejected.",
                        steps,
                        TrainStep::margin),
                curve(
                        "Accuracy",
                        "share of pairs",
                        "Pairs of the batch whose chosen answer has the higher reward.",
                        steps,
                        TrainStep::accuracy),
                curve("Learning rate", "", "Warm-up, then the schedule.", steps, TrainStep::learningRate),
                curve(
                        "Gradient norm",
                        "before clipping",
                        "Jumps show steps that clipping held back.",
                        steps,
                        TrainStep::gradientNorm));
    }

    private static Curve curve(
            String name, String unit, String meaning, List<TrainStep> steps, ToDoubleFunction<TrainStep> value) {
        List<Point> points = steps.stream()
                .map(step -> new Point(step.step(), value.applyAsDouble(step)))
                .filter(point -> Double.isFinite(point.value()))
                .toList();
        return new Curve(name, unit, meaning, List.of(new Line(name.toLowerCase(java.util.Locale.ROOT), points)));
    }
}
