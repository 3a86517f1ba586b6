package sao.training;

import java.util.Comparator;
import java.util.Locale;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import sao.error.SaoException;
import sao.gradient.TrainableWeights;
import sao.torch.TensorScope;

/// Refuses a learning rate that is lost in the rounding of the float32 weights.
///
/// A step of AdamW moves a weight by about the learning rate. Float32 numbers near a weight `w` are `2^-24 |w|` to
/// `2^-23 |w|` apart, and an update below half of that distance leaves the weight as it was.
final class SmallestRate {
    private static final double STEPS = 0x1p24; // a weight below this many rates is moved by one
    private static final double LEAST_SHARE = 0.01;

    private SmallestRate() {}

    /// @param weights before the first step
    /// @param rate highest learning rate of the training
    /// @throws SaoException if a step at this rate changes less than one weight in a hundred
    static void check(TrainableWeights weights, double rate) {
        double moved = share(weights, rate);
        if (moved < LEAST_SHARE) {
            throw new SaoException(
                    String.format(
                            Locale.ROOT,
                            "train.learning_rate %s is too small: a step at this rate changes %.2g %% of the weights, because"
                                    + " it is below half the distance of two float32 numbers.",
                            rate,
                            100 * moved),
                    String.format(
                            Locale.ROOT,
                            "Set train.learning_rate to at least %.1e, which changes about half of the weights, or train an"
                                    + " adapter (train.lora.rank).",
                            middle(weights) / STEPS));
        }
    }

    private static double share(TrainableWeights weights, double rate) {
        try (var _ = TensorScope.open();
                var _ = new NoGradGuard()) {
            double moved = 0;
            for (Tensor master : weights.masters().values()) {
                try (var _ = TensorScope.open()) {
                    moved += master.abs().le(new Scalar(rate * STEPS)).sum().item_double();
                }
            }
            return moved / weights.count();
        }
    }

    /// {@return the median magnitude in the largest parameter}
    private static double middle(TrainableWeights weights) {
        try (var _ = TensorScope.open();
                var _ = new NoGradGuard()) {
            return weights.masters().values().stream()
                    .max(Comparator.comparingLong(Tensor::numel))
                    .orElseThrow()
                    .abs()
                    .median()
                    .item_double();
        }
    }
}
