package sao.experiment;

import java.nio.file.Path;
import sao.workspace.RunFolder;

/// The folder of an experiment, and the paths of the files in it.
///
/// @param path of the folder
public record ExperimentFolder(Path path) {
    /// {@return the folder of a cell's run}
    public RunFolder cell(ExperimentPlan.Cell cell) {
        return new RunFolder(path.resolve("cells").resolve(cell.name()));
    }

    /// {@return the file of the plan as it was started}
    Path plan() {
        return path.resolve("plan.json");
    }

    /// {@return the file of an arm's settings in full}
    Path arm(String name) {
        return path.resolve("arms").resolve(name + ".yaml");
    }

    /// {@return the page with the results}
    public Path page() {
        return path.resolve("experiment.html");
    }

    /// {@return the results as JSON}
    public Path json() {
        return path.resolve("experiment.json");
    }

    /// {@return the figures of each cell as comma-separated values}
    public Path csv() {
        return path.resolve("experiment.csv");
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
