package sao.experimentresult;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import sao.experiment.ExperimentPlan;
import sao.experimentresult.ExperimentResults.ArmResult;
import sao.experimentresult.ExperimentResults.CellResult;

/// Collects what a reader must know to interpret the results of an experiment.
///
/// @param added arms and seeds that were added after the first start
record Notes(ExperimentPlan plan, List<CellResult> cells, List<ArmResult> arms, List<String> added) {
    private static final int FEW_SEEDS = 5;

    /// {@return one sentence each}
    List<String> all() {
        List<String> notes = new ArrayList<>();
        seeds(notes);
        unfinished(notes);
        judges(notes);
        unpaired(notes);
        if (!added.isEmpty()) {
            notes.add(
                    "Added after the experiment was started: %s. A choice that depends on earlier results makes p-values too small."
                            .formatted(String.join(", ", added)));
        }
        return notes;
    }

    private void seeds(List<String> notes) {
        int seeds = plan.seeds().size();
        if (seeds == 1) {
            notes.add("There is one seed: the intervals are over prompts only and say nothing about another seed.");
        } else if (seeds < FEW_SEEDS) {
            notes.add(
                    "There are %d seeds: the intervals are approximate, too narrow where seeds differ much and too wide where they do not."
                            .formatted(seeds));
        }
    }

    private void unfinished(List<String> notes) {
        List<CellResult> stopped = cells.stream()
                .filter(cell -> cell.state().equals(CellResult.STOPPED))
                .toList();
        long open = cells.stream()
                .filter(cell -> !cell.state().equals(CellResult.FINISHED))
                .filter(cell -> !cell.state().equals(CellResult.STOPPED))
                .count();
        if (open > 0) {
            notes.add("%d of %d cells are not finished: the figures may change, and p-values are left out."
                    .formatted(open, cells.size()));
        }
        stopped.forEach(cell -> notes.add("A guard stopped %s, seed %d, which is left out: %s"
                .formatted(cell.arm(), cell.seed(), cell.detail())));
    }

    private void judges(List<String> notes) {
        Set<String> judges = cells.stream()
                .map(CellResult::judge)
                .filter(judge -> !judge.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        if (judges.size() > 1) {
            notes.add("The cells were measured by different judges, so they cannot be compared: %s."
                    .formatted(String.join(", ", judges)));
        }
    }

    private void unpaired(List<String> notes) {
        plan.control()
                .filter(this::isMeasured)
                .ifPresent(control -> arms.stream()
                        .filter(arm -> !arm.arm().equals(control) && arm.value().isPresent())
                        .filter(arm -> arm.difference().isEmpty())
                        .forEach(arm ->
                                notes.add("The arm %s has no prompts in common with the control arm %s in any seed."
                                        .formatted(arm.arm(), control))));
    }

    private boolean isMeasured(String name) {
        return arms.stream()
                .anyMatch(arm -> arm.arm().equals(name) && arm.value().isPresent());
    }
}
