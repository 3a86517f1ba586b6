package sao.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A figure of a trained model that is measured on each prompt against the start model's answers.
public enum Figure {
    /// 1 if the trained model's answer is preferred, 0.5 for a tie, 0 otherwise.
    WIN_RATE("win_rate", 0.5),
    /// The judge's log-odds that the trained model's answer is better, nats.
    MEAN_LOG_ODDS("mean_log_odds", 0);

    private final String label;
    private final double neutral;

    Figure(String label, double neutral) {
        this.label = label;
        this.neutral = neutral;
    }

    /// {@return the name in an experiment file}
    public String label() {
        return label;
    }

    /// {@return the mean of the figure where the trained model equals the start model}
    public double neutral() {
        return neutral;
    }

    /// {@return the figure with a name; empty if there is none}
    static Optional<Figure> named(String label) {
        return Arrays.stream(values())
                .filter(figure -> figure.label.equals(label))
                .findFirst();
    }

    /// {@return the names of all figures}
    static List<String> labels() {
        return Arrays.stream(values()).map(Figure::label).toList();
    }
}
