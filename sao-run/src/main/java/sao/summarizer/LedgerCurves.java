package sao.summarizer;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import sao.heldout.HeldOutFigures;
import sao.rows.TrainStep;
import sao.summary.Curve;
import sao.summary.Curve.Line;
import sao.summary.Curve.Point;

/// Creates training curves from the ledger's steps and from the measurements on held-out pairs.
///
/// @param steps of the training
/// @param heldOut measurements on held-out pairs; may be empty
record LedgerCurves(List<TrainStep> steps, List<HeldOutFigures> heldOut) {
    private static final String TRAINING = "training";
    private static final String HELD_OUT = "held-out pairs";

    /// {@return the curves; empty if there are no steps}
    List<Curve> all() {
        if (steps.isEmpty()) {
            return List.of();
        }
        return List.of(
                new Curve(
                        "Loss",
                        "",
                        "Lower is better; noisy where a batch is small.",
                        lines("loss", TrainStep::loss, HeldOutFigures::loss)),
                new Curve(
                        "Reward margin",
                        "",
                        "Difference between the rewards of the chosen and the rejected answer.",
                        lines("reward margin", TrainStep::margin, HeldOutFigures::margin)),
                new Curve(
                        "Accuracy",
                        "share of pairs",
                        "Pairs whose chosen answer has the higher reward, of the batch and of the held-out pairs.",
                        lines("accuracy", TrainStep::accuracy, HeldOutFigures::accuracy)),
                new Curve(
                        "Learning rate",
                        "",
                        "Warm-up, then the schedule.",
                        List.of(line("learning rate", TrainStep::learningRate))),
                new Curve(
                        "Gradient norm",
                        "before clipping",
                        "Peaks show steps whose gradient was clipped.",
                        List.of(line("gradient norm", TrainStep::gradientNorm))));
    }

    /// {@return the line of the training under the name of its figure, or both lines}
    private List<Line> lines(
            String name, ToDoubleFunction<TrainStep> value, ToDoubleFunction<HeldOutFigures> heldOutValue) {
        if (heldOut.isEmpty()) {
            return List.of(line(name, value));
        }
        return List.of(
                line(TRAINING, value),
                new Line(
                        HELD_OUT,
                        points(heldOut, figures -> new Point(figures.step(), heldOutValue.applyAsDouble(figures)))));
    }

    private Line line(String name, ToDoubleFunction<TrainStep> value) {
        return new Line(name, points(steps, step -> new Point(step.step(), value.applyAsDouble(step))));
    }

    private static <T> List<Point> points(List<T> rows, Function<T, Point> point) {
        return rows.stream()
                .map(point)
                .filter(found -> Double.isFinite(found.value()))
                .toList();
    }
}
