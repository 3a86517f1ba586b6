package sao.experimentresult;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sao.experiment.Experiment;
import sao.experiment.ExperimentFolder;
import sao.experiment.ExperimentPlan;
import sao.experiment.ExperimentPlan.Arm;
import sao.experiment.ExperimentPlan.Cell;
import sao.experimentresult.CellReader.Contents;
import sao.experimentresult.ExperimentResults.ArmResult;
import sao.experimentresult.ExperimentResults.CellResult;
import sao.experimentresult.ExperimentResults.Effect;
import sao.experimentresult.ExperimentResults.Work;

/// Reads the results of an experiment from the ledgers of its cells.
public final class ResultsReader {
    private final ExperimentPlan plan;
    private final ExperimentFolder folder;
    private final Map<Cell, Contents> contents = new LinkedHashMap<>();

    private ResultsReader(ExperimentPlan plan, ExperimentFolder folder) {
        this.plan = plan;
        this.folder = folder;
    }

    /// {@return the results so far}
    ///
    /// @throws sao.error.SaoException if a ledger is damaged or of another version
    public static ExperimentResults read(ExperimentPlan plan, ExperimentFolder folder) {
        ResultsReader reader = new ResultsReader(plan, folder);
        plan.cells().forEach(cell -> reader.contents.put(cell, CellReader.read(folder.cell(cell), plan.primary())));
        return reader.results();
    }

    private ExperimentResults results() {
        List<CellResult> cells = contents.keySet().stream().map(this::result).toList();
        boolean complete = cells.stream()
                .allMatch(cell ->
                        cell.state().equals(CellResult.FINISHED) || cell.state().equals(CellResult.STOPPED));
        Map<String, Map<Long, PromptValues>> values = new LinkedHashMap<>();
        plan.arms().forEach(arm -> values.put(arm.name(), values(arm)));
        values.values().removeIf(Map::isEmpty);
        Effects effects = new Effects(plan.primary().benchmark().isPresent(), complete);
        Map<String, Effect> alone = effects.of(values, plan.primary().figure().neutral());
        Map<String, Effect> differences = effects.of(differences(values), 0);
        List<ArmResult> arms = plan.arms().stream()
                .map(arm -> new ArmResult(
                        arm.name(),
                        values.getOrDefault(arm.name(), Map.of()).size(),
                        Optional.ofNullable(alone.get(arm.name())),
                        Optional.ofNullable(differences.get(arm.name())),
                        secondary(arm)))
                .toList();
        return new ExperimentResults(
                plan.name(),
                plan.primary(),
                plan.control(),
                plan.seeds(),
                arms,
                cells,
                work(),
                new Notes(plan, cells, arms, Experiment.added(folder)).all());
    }

    private CellResult result(Cell cell) {
        Contents read = contents.getOrDefault(cell, Contents.PENDING);
        return new CellResult(
                cell.arm().name(),
                cell.seed(),
                folder.cell(cell).toString(),
                read.state(),
                read.detail(),
                read.values().map(PromptValues::judge).orElse(""),
                read.values().map(PromptValues::mean),
                read.secondary());
    }

    /// {@return the values of an arm's finished cells by seed}
    private Map<Long, PromptValues> values(Arm arm) {
        Map<Long, PromptValues> bySeed = new LinkedHashMap<>();
        contents.forEach((cell, read) -> {
            if (cell.arm().equals(arm) && read.state().equals(CellResult.FINISHED)) {
                read.values().ifPresent(values -> bySeed.put(cell.seed(), values));
            }
        });
        return bySeed;
    }

    /// {@return the values of each arm minus those of the control arm, by seed}
    private Map<String, Map<Long, PromptValues>> differences(Map<String, Map<Long, PromptValues>> values) {
        Map<String, Map<Long, PromptValues>> differences = new LinkedHashMap<>();
        String control = plan.control().orElse("");
        Map<Long, PromptValues> base = values.getOrDefault(control, Map.of());
        values.forEach((arm, bySeed) -> {
            Map<Long, PromptValues> own = new LinkedHashMap<>();
            bySeed.forEach((seed, mine) -> Optional.ofNullable(base.get(seed))
                    .flatMap(mine::minus)
                    .ifPresent(difference -> own.put(seed, difference)));
            if (!arm.equals(control) && !own.isEmpty()) {
                differences.put(arm, own);
            }
        });
        return differences;
    }

    /// {@return the means of an arm's figures over its finished cells}
    private Map<SecondaryFigure, Double> secondary(Arm arm) {
        Map<SecondaryFigure, Double> means = new EnumMap<>(SecondaryFigure.class);
        for (SecondaryFigure figure : SecondaryFigure.values()) {
            List<Double> found = new ArrayList<>();
            contents.forEach((cell, read) -> {
                if (cell.arm().equals(arm)
                        && read.state().equals(CellResult.FINISHED)
                        && read.secondary().containsKey(figure)) {
                    found.add(read.secondary().get(figure));
                }
            });
            found.stream().mapToDouble(Double::doubleValue).average().ifPresent(mean -> means.put(figure, mean));
        }
        return means;
    }

    private Work work() {
        long needed = 0;
        Map<Long, Set<String>> made = new HashMap<>();
        for (Map.Entry<Cell, Contents> each : contents.entrySet()) {
            Set<String> calls = each.getValue().calls();
            needed += calls.size();
            made.computeIfAbsent(each.getKey().seed(), _ -> new HashSet<>()).addAll(calls);
        }
        return new Work(needed, made.values().stream().mapToLong(Set::size).sum());
    }
}
