package sao.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sao.catalog.ModelStore;
import sao.experiment.ExperimentPlan.Cell;
import sao.ledger.Ledger;
import sao.progress.GuardException;
import sao.progress.Progress;
import sao.progress.StopRequest;
import sao.run.Run;
import sao.workspace.FileFormats;
import sao.workspace.RunFolder;
import sao.workspace.RunRequest;
import sao.yaml.SettingsComments;

/// Runs the cells of an experiment one after another, or resumes it.
///
/// Each cell is a run in a folder of its own, which any command for runs can read. A cell takes answered model
/// calls from the cells of the same seed, so that equal requests are made once. Finished cells are not run again.
/// A cell that a guard stops is left out; the others are run. Any other failure ends the experiment until it is
/// resumed.
public final class Experiment {
    private static final Logger LOG = LoggerFactory.getLogger(Experiment.class);

    private final ExperimentPlan plan;
    private final ExperimentFolder folder;
    private final ModelStore store;
    private final Progress progress;

    /// @param plan of the cells
    /// @param folder of the experiment
    /// @param store the local cache of catalog models
    /// @param progress shows progress to the user
    public Experiment(ExperimentPlan plan, ExperimentFolder folder, ModelStore store, Progress progress) {
        this.plan = plan;
        this.folder = folder;
        this.store = store;
        this.progress = progress;
    }

    /// How the cells are run.
    ///
    /// @param force whether guards warn instead of stopping a cell
    /// @param command the command that resumes the experiment, for messages
    /// @param formats file formats that the embedding program implements
    /// @param afterCell called after each cell that was run, such as to write the results so far
    public record Way(boolean force, String command, FileFormats formats, Runnable afterCell) {}

    /// Checks that the plan continues the experiment in the folder, if there is one.
    ///
    /// @throws ChangedExperimentException if the plan contradicts it
    public void check() {
        StoredPlan.check(plan, folder);
    }

    /// {@return the arms and seeds that were added after the first start, each with its time}
    public static List<String> added(ExperimentFolder folder) {
        return StoredPlan.read(folder).map(StoredPlan::added).orElse(List.of());
    }

    /// Starts or resumes the experiment.
    ///
    /// @param stop lets another thread end it early
    /// @return the cells that a guard stopped
    /// @throws ChangedExperimentException if the plan contradicts the experiment in the folder
    /// @throws sao.progress.InterruptedRunException if a stop was requested; the state is saved
    /// @throws sao.error.SaoException if a cell failed; calling this method again resumes it
    public List<Cell> run(Way way, StopRequest stop) {
        check();
        StoredPlan.write(plan, folder);
        List<Cell> cells = plan.cells();
        cells.stream().map(folder::cell).filter(RunFolder::isBegun).forEach(run -> Ledger.upgrade(run.path()));
        List<Cell> stopped = new ArrayList<>();
        for (Cell cell : cells) {
            String name = "Cell %d of %d: %s.".formatted(cells.indexOf(cell) + 1, cells.size(), cell);
            progress.say(name);
            try {
                run(cell, way, stop);
            } catch (GuardException e) {
                LOG.info("a guard stopped {}", cell, e);
                progress.say("%s Continuing with the other cells; to run this one, change its settings under another"
                                .formatted(e.problem())
                        + " name.");
                stopped.add(cell);
            }
            way.afterCell().run();
        }
        return stopped;
    }

    private void run(Cell cell, Way way, StopRequest stop) {
        RunRequest request = new RunRequest(
                folder.cell(cell), cell.settings(), SettingsComments.NONE, way.force(), way.command(), way.formats());
        new Run(request, store, progress, stop).reusing(others(cell)).run();
    }

    /// {@return the folders of the begun cells of the same seed, whose requests may be equal}
    private List<Path> others(Cell cell) {
        return plan.cells().stream()
                .filter(other -> other.seed() == cell.seed() && !other.equals(cell))
                .map(other -> folder.cell(other).path())
                .filter(path -> Files.exists(path.resolve("ledger.db")))
                .toList();
    }
}
