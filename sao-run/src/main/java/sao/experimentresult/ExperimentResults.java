package sao.experimentresult;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sao.experiment.ExperimentPlan.Primary;
import sao.statistics.Interval;

/// The results of an experiment, also while some of its cells have not run.
///
/// @param name of the experiment
/// @param primary the figure that decides
/// @param control name of the control arm; empty if there is none
/// @param seeds of the grid
/// @param arms results by arm, in the order of the file
/// @param cells results by cell, in the order in which they run
/// @param work model calls of all cells
/// @param notes what a reader must know to interpret the figures, one sentence each
public record ExperimentResults(
        String name,
        Primary primary,
        Optional<String> control,
        List<Long> seeds,
        List<ArmResult> arms,
        List<CellResult> cells,
        Work work,
        List<String> notes) {
    public ExperimentResults {
        seeds = List.copyOf(seeds);
        arms = List.copyOf(arms);
        cells = List.copyOf(cells);
        notes = List.copyOf(notes);
    }

    /// The results of an arm over its finished cells.
    ///
    /// @param arm its name
    /// @param seeds number of its finished cells
    /// @param value the primary figure, tested against a model that equals the start model; empty without a
    ///     finished cell
    /// @param difference the primary figure minus that of the control arm on the same prompts and seeds, tested
    ///     against 0; empty for the control arm itself, and without prompts in common
    /// @param secondary means over cells
    public record ArmResult(
            String arm,
            int seeds,
            Optional<Effect> value,
            Optional<Effect> difference,
            Map<SecondaryFigure, Double> secondary) {
        public ArmResult {
            secondary = copy(secondary);
        }
    }

    /// A mean over seeds of means over prompts.
    ///
    /// @param mean of the figure, in its unit
    /// @param interval 95 %, by bootstrap over seeds and prompts; over prompts only for one seed
    /// @param p two-sided p-value; empty while cells are missing
    /// @param holm `p` adjusted by Holm's method for the tests of all arms; empty where `p` is
    /// @param prompts number of prompts over all seeds
    /// @param bySeed mean over prompts for each seed, in the order of seeds
    public record Effect(
            double mean,
            Interval interval,
            Optional<Double> p,
            Optional<Double> holm,
            int prompts,
            Map<Long, Double> bySeed) {
        public Effect {
            bySeed = Collections.unmodifiableMap(new java.util.TreeMap<>(bySeed));
        }
    }

    /// The results of a cell.
    ///
    /// @param arm its name
    /// @param seed its seed
    /// @param folder of its run
    /// @param state such as `finished`, `stopped` or `pending`
    /// @param detail a sentence about the state; may be empty
    /// @param judge name of the judge that measured the primary figure; empty if it was not measured
    /// @param value mean of the primary figure; empty if it was not measured
    /// @param secondary its other figures
    public record CellResult(
            String arm,
            long seed,
            String folder,
            String state,
            String detail,
            String judge,
            Optional<Double> value,
            Map<SecondaryFigure, Double> secondary) {
        static final String PENDING = "pending";
        static final String FINISHED = "finished";
        static final String STOPPED = "stopped";

        public CellResult {
            secondary = copy(secondary);
        }
    }

    /// The model calls of all cells.
    ///
    /// @param needed sum over cells of the calls that each needs
    /// @param made calls that were made: equal calls of the cells of one seed count once
    public record Work(long needed, long made) {}

    private static Map<SecondaryFigure, Double> copy(Map<SecondaryFigure, Double> figures) {
        return figures.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(figures));
    }

    /// {@return the number of finished cells}
    public long finished() {
        return cells.stream()
                .filter(cell -> cell.state().equals(CellResult.FINISHED))
                .count();
    }
}
