package sao.rounding;

import java.util.Collection;
import java.util.Locale;
import java.util.function.BiFunction;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.torch.TensorScope;
import sao.weights.WeightSource;

/// How far the weights of a model moved in a training, and how much of the movement a stored form of it keeps.
///
/// With the start weights `s`, the trained weights `t` and the stored weights `e`, all as vectors, the kept share is
/// `<e - s, t - s> / <t - s, t - s>`: 1 if the storage changes nothing, 0 if it undoes the training, and above 1 if
/// rounding enlarges the updates.
///
/// @param changed share of the weights whose value differs from the start, at least 0 and at most 1
/// @param rootMeanSquare root of the mean squared difference from the start
/// @param kept share of the movement that the stored weights keep; NaN if no weight moved
public record WeightMovement(double changed, double rootMeanSquare, double kept) {
    /// A stored form that keeps less than this share loses most of the training.
    public static final double LEAST_KEPT = 0.5;

    /// Compares all parameters, one at a time.
    ///
    /// @param names of the parameters
    /// @param start reads a parameter before the training, in the arithmetic of the training
    /// @param trained the weights that the training computed with; stays the caller's
    /// @param stored rounds a parameter, given by name and values, to the type in which it is stored
    /// @return the movement
    public static WeightMovement of(
            Collection<String> names,
            WeightSource start,
            WeightSource trained,
            BiFunction<String, Tensor, Tensor> stored) {
        double changed = 0;
        double squares = 0;
        double projection = 0;
        double count = 0;
        for (String name : names) {
            try (var _ = TensorScope.open();
                    var _ = new NoGradGuard()) {
                Tensor before = start.read(name).to(ScalarType.Float);
                Tensor after = trained.read(name).to(ScalarType.Float);
                Tensor moved = after.sub(before);
                Tensor kept = stored.apply(name, after).to(ScalarType.Float).sub(before);
                changed += moved.count_nonzero().item_double();
                squares += moved.square()
                        .sum(new ScalarTypeOptional(ScalarType.Double))
                        .item_double();
                projection += kept.mul_(moved)
                        .sum(new ScalarTypeOptional(ScalarType.Double))
                        .item_double();
                count += moved.numel();
            }
        }
        return new WeightMovement(changed / count, Math.sqrt(squares / count), projection / squares);
    }

    /// {@return whether the stored form loses most of the training}
    public boolean isLost() {
        return kept < LEAST_KEPT;
    }

    /// {@return the movement in a sentence}
    public String words() {
        return changed == 0
                ? "No weight differs from the start model's."
                : String.format(
                        Locale.ROOT,
                        "%s %% of the weights differ from the start model's (root mean square %.2g); the stored weights keep"
                                + " %.0f %% of the change.",
                        changed < 0.001
                                ? String.format(Locale.ROOT, "%.2g", 100 * changed)
                                : String.format(Locale.ROOT, "%.1f", 100 * changed),
                        rootMeanSquare,
                        100 * kept);
    }
}
