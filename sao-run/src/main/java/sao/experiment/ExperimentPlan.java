package sao.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import sao.settings.RunSettings;

/// A grid of arms and seeds, and what is compared.
///
/// @param name of the experiment
/// @param arms at least one, with different names and settings
/// @param seeds at least one, each once
/// @param control name of the arm that the others are compared with; empty if there is none
/// @param primary the figure that decides, fixed before the first cell
public record ExperimentPlan(String name, List<Arm> arms, List<Long> seeds, Optional<String> control, Primary primary) {
    public ExperimentPlan {
        arms = List.copyOf(arms);
        seeds = List.copyOf(seeds);
    }

    /// One choice of settings.
    ///
    /// @param name letters, digits, `-`, `_` and `.`
    /// @param settings in full; their seed is replaced by that of each cell
    public record Arm(String name, RunSettings settings) {}

    /// A figure of a trained model that is measured on each prompt against the start model's answers.
    public enum Figure {
        /// 1 if the trained model's answer is preferred, 0.5 for a tie, 0 otherwise.
        WIN_RATE("win_rate", 0.5),
        /// The judge's log-odds that the trained model's answer is better, nats.
        MEAN_LOG_ODDS("mean_log_odds", 0),
        /// Share of the trained model's answers that meet a verifiable constraint minus that of the start model's,
        /// over the constraints that were added to the prompt; no judge is involved.
        CONSTRAINTS("constraints", 0);

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

        /// {@return whether the figure is a share or a difference of shares}
        public boolean isShare() {
            return this != MEAN_LOG_ODDS;
        }

        /// {@return whether a judge measures the figure}
        public boolean isJudged() {
            return this != CONSTRAINTS;
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

    /// The figure that decides.
    ///
    /// @param figure that is measured
    /// @param judge that measures it: `start` or another entry of `evaluate.judges`; `rules` for a figure without a
    ///     judge
    /// @param prompts on which it is measured: `held_out` or the name of a benchmark
    public record Primary(Figure figure, String judge, String prompts) {
        /// The start model as the judge.
        public static final String START = "start";

        /// The rules that verify constraints.
        static final String RULES = "rules";

        /// The prompts that each cell keeps out of its training.
        public static final String HELD_OUT = "held_out";

        /// {@return the name of the benchmark; empty for held-out prompts}
        public Optional<String> benchmark() {
            return prompts.equals(HELD_OUT) ? Optional.empty() : Optional.of(prompts);
        }

        @Override
        public String toString() {
            return "%s by %s on %s".formatted(figure.label(), judge, prompts);
        }
    }

    /// One run of the grid.
    ///
    /// @param arm its settings
    /// @param seed its seed
    public record Cell(Arm arm, long seed) {
        /// {@return the settings of the run}
        public RunSettings settings() {
            return arm.settings().withSeed(seed);
        }

        /// {@return the name of the run's folder}
        public String name() {
            return "%s-seed-%d".formatted(arm.name(), seed);
        }

        @Override
        public String toString() {
            return "%s, seed %d".formatted(arm.name(), seed);
        }
    }

    /// {@return all cells in the order in which they run: seed by seed, in each seed arm by arm}
    public List<Cell> cells() {
        return seeds.stream()
                .flatMap(seed -> arms.stream().map(arm -> new Cell(arm, seed)))
                .toList();
    }
}
