package sao.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import sao.experiment.ExperimentPlan.Arm;
import sao.experiment.ExperimentPlan.Primary;
import sao.settings.EvaluateSettings;
import sao.settings.JudgeSettings.Kind;
import sao.settings.RunSettings;

/// Checks that the arms of an experiment differ, and that the primary figure is measured alike in all of them.
///
/// @param arms with settings in full
/// @param problems receives the path and the words of each problem
record ArmChecks(List<Arm> arms, BiConsumer<String, String> problems) {
    /// Checks that no two arms have the same settings.
    void differ() {
        Map<RunSettings, String> names = new LinkedHashMap<>();
        for (Arm arm : arms) {
            String other = names.putIfAbsent(arm.settings(), arm.name());
            if (other != null) {
                problems.accept("arms", "has %s and %s with the same settings".formatted(other, arm.name()));
            }
        }
    }

    /// Checks that every arm measures the primary figure, all with the same judge if it has one.
    void measure(Primary primary) {
        if (primary.figure().isJudged()) {
            measureByJudge(primary);
            return;
        }
        arms.stream()
                .filter(arm -> arm.settings().evaluate().constraints() == 0)
                .forEach(arm -> problems.accept(
                        "primary",
                        "is the share of met constraints, but evaluate.constraints is 0 in arm %s"
                                .formatted(arm.name())));
    }

    private void measureByJudge(Primary primary) {
        for (Arm arm : arms) {
            EvaluateSettings evaluate = arm.settings().evaluate();
            if (primary.benchmark().isEmpty() && evaluate.heldOut() == 0) {
                problems.accept(
                        "primary",
                        "is measured on held-out prompts, but evaluate.held_out is 0 in arm %s".formatted(arm.name()));
            }
            primary.benchmark()
                    .filter(name -> evaluate.benchmarks().stream()
                            .noneMatch(file -> EvaluateSettings.nameOf(file).equals(name)))
                    .ifPresent(name -> problems.accept(
                            "primary",
                            "is measured on %s, but evaluate.benchmarks does not have it in arm %s"
                                    .formatted(name, arm.name())));
            if (!evaluate.judges().contains(primary.judge())) {
                problems.accept(
                        "primary",
                        "is measured by the judge %s, but evaluate.judges is %s in arm %s"
                                .formatted(primary.judge(), evaluate.judges(), arm.name()));
            }
        }
        if (primary.judge()
                .matches(".*:[a-z-]+")) { // an entry with a kind of its own, which evaluate.kind does not set
            return;
        }
        Map<String, String> judges = new LinkedHashMap<>();
        arms.forEach(arm -> judges.putIfAbsent(judge(arm.settings()), arm.name()));
        boolean fixed = primary.judge().contains(":"); // MODEL:KIND is the same judge in every arm
        if (judges.size() > 1 && !fixed) {
            problems.accept(
                    "primary",
                    "is measured by different kinds of judges, %s; set evaluate.kind for all arms"
                            .formatted(judges.entrySet().stream()
                                    .map(each -> "%s in arm %s".formatted(each.getKey(), each.getValue()))
                                    .toList()));
        }
    }

    private static String judge(RunSettings settings) {
        Kind kind = settings.evaluate().kind();
        if (kind != Kind.AUTO) {
            return kind.label();
        }
        return sao.assembly.Judges.measures(settings.judge())
                ? settings.judge().kind().label()
                : Kind.LIKELIHOOD.label();
    }
}
