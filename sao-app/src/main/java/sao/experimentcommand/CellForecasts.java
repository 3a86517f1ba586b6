package sao.experimentcommand;

import java.util.ArrayList;
import java.util.List;
import sao.catalog.ModelStore;
import sao.experiment.ExperimentFolder;
import sao.experiment.ExperimentPlan;
import sao.experiment.ExperimentPlan.Cell;
import sao.progress.Progress;
import sao.workspace.RunFolder;
import sao.workspace.RunStatus;

/// The cells of an experiment with their state.
record CellForecasts(ExperimentPlan plan, ExperimentFolder folder, ModelStore store, Progress progress) {
    /// {@return one line for each cell}
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Cell cell : plan.cells()) {
            RunFolder run = folder.cell(cell);
            lines.add("%-40s %s"
                    .formatted(cell, run.isBegun() ? RunStatus.of(run).state().label() : "pending"));
        }
        return lines;
    }
}
