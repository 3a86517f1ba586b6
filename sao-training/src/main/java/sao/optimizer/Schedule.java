package sao.optimizer;

/// The course of the learning rate over a training, after a linear warm-up.
///
/// The formulas are those of transformers' schedules with warm-up: the first step of a warm-up has rate 0.
public enum Schedule {
    /// Cosine decay to 0, half a period (Loshchilov and Hutter, arXiv 1608.03983).
    COSINE,
    /// Linear decay to 0.
    LINEAR,
    /// Constant.
    CONSTANT;

    /// {@return the fraction of the highest learning rate at a step}
    ///
    /// @param step from 0
    /// @param warmup steps of warm-up
    /// @param total steps of the training
    public double factor(int step, int warmup, int total) {
        if (step < warmup) {
            return (double) step / Math.max(1, warmup);
        }
        double progress = (double) (step - warmup) / Math.max(1, total - warmup);
        return switch (this) {
            case COSINE -> Math.max(0, 0.5 * (1 + Math.cos(Math.PI * progress)));
            case LINEAR -> Math.max(0, 1 - progress);
            case CONSTANT -> 1;
        };
    }
}
