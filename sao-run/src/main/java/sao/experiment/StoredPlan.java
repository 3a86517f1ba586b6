package sao.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sao.error.SaoException;
import sao.experiment.ExperimentPlan.Arm;
import sao.file.DurableFile;
import sao.settings.RunSettings;
import sao.workspace.ChangedRunException;
import sao.yaml.SettingsLayer;
import sao.yaml.SettingsReader;
import sao.yaml.SettingsWriter;

/// The plan of an experiment as its folder holds it: what was fixed at the first start, and when each arm and seed
/// was added. The settings of each arm lie beside it in full.
///
/// @param format of the file
/// @param version of the format
/// @param figure that decides, see [ExperimentPlan.Primary]
/// @param judge that measures it
/// @param prompts on which it is measured
/// @param control name of the control arm; empty if there is none
/// @param arms time at which each arm was added, by name
/// @param seeds time at which each seed was added
record StoredPlan(
        String format,
        int version,
        String figure,
        String judge,
        String prompts,
        String control,
        Map<String, String> arms,
        Map<Long, String> seeds) {
    private static final String FORMAT = "sao-experiment";
    private static final int VERSION = 1;
    private static final JsonMapper JSON = new JsonMapper();

    /// {@return the plan in a folder; empty if no experiment was started there}
    static Optional<StoredPlan> read(ExperimentFolder folder) {
        if (!Files.isRegularFile(folder.plan())) {
            return Optional.empty();
        }
        try {
            StoredPlan plan = JSON.readValue(Files.readString(folder.plan()), StoredPlan.class);
            if (plan.format().equals(FORMAT) && plan.version() == VERSION) {
                return Optional.of(plan);
            }
            throw new SaoException(
                    "%s has the format %s, version %d; this program reads %s, version %d."
                            .formatted(folder.plan(), plan.format(), plan.version(), FORMAT, VERSION),
                    "Use the program that wrote it, or give another folder with --run.");
        } catch (JsonProcessingException e) {
            throw new SaoException(
                    "%s is damaged: %s".formatted(folder.plan(), e.getOriginalMessage()),
                    "Restore it from a copy, or give another folder with --run.",
                    e);
        } catch (IOException e) {
            throw new SaoException(
                    "%s cannot be read: %s".formatted(folder.plan(), e.getMessage()), "Check the rights on it.", e);
        }
    }

    /// Checks that a plan contains what the folder's experiment was started with: the same primary figure and
    /// control, and all its arms and seeds with their settings. Arms and seeds may be added.
    ///
    /// @throws ChangedRunException if it does not
    static void check(ExperimentPlan plan, ExperimentFolder folder) {
        read(folder).ifPresent(stored -> {
            stored.checkComparison(plan, folder);
            stored.checkCells(plan, folder);
        });
    }

    private void checkComparison(ExperimentPlan plan, ExperimentFolder folder) {
        if (!primary().equals(plan.primary().toString())) {
            throw changed(
                    "The primary figure of the experiment in %s was fixed as %s, but the file has %s."
                            .formatted(folder, primary(), plan.primary()),
                    "Restore primary");
        }
        if (!control.equals(plan.control().orElse(""))) {
            throw changed(
                    "The control arm of the experiment in %s was fixed as '%s', but the file has '%s'."
                            .formatted(folder, control, plan.control().orElse("")),
                    "Restore control");
        }
    }

    private void checkCells(ExperimentPlan plan, ExperimentFolder folder) {
        for (Long seed : seeds.keySet()) {
            if (!plan.seeds().contains(seed)) {
                throw changed(
                        "The experiment in %s was started with the seed %d, which the file does not have."
                                .formatted(folder, seed),
                        "List it in seeds");
            }
        }
        Map<String, RunSettings> given = new LinkedHashMap<>();
        plan.arms().forEach(arm -> given.put(arm.name(), arm.settings()));
        for (String name : arms.keySet()) {
            RunSettings now = given.get(name);
            if (now == null) {
                throw changed(
                        "The experiment in %s was started with the arm %s, which the file does not have."
                                .formatted(folder, name),
                        "Restore the arm");
            }
            List<String> changes = changes(settings(folder, name), now);
            if (!changes.isEmpty()) {
                throw changed(
                        "The settings of the arm %s in %s were changed: %s."
                                .formatted(name, folder, String.join(", ", changes)),
                        "Restore them, give the changed settings as an arm of another name");
            }
        }
    }

    private static ChangedRunException changed(String problem, String remedy) {
        return new ChangedRunException(
                problem, "%s, or start another experiment in another folder with --run.".formatted(remedy));
    }

    private static List<String> changes(RunSettings before, RunSettings now) {
        Map<String, String> old = SettingsWriter.byPath(before);
        return SettingsWriter.byPath(now).entrySet().stream()
                .filter(each -> !each.getValue().equals(old.get(each.getKey())))
                .map(each -> "%s was %s, now %s".formatted(each.getKey(), old.get(each.getKey()), each.getValue()))
                .toList();
    }

    private static RunSettings settings(ExperimentFolder folder, String arm) {
        return SettingsReader.read(List.of(SettingsLayer.file(folder.arm(arm)))).withSeed(0);
    }

    /// Writes a plan that was checked, with the settings of its arms.
    static void write(ExperimentPlan plan, ExperimentFolder folder) {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        Optional<StoredPlan> before = read(folder);
        Map<String, String> arms = new LinkedHashMap<>();
        for (Arm arm : plan.arms()) {
            arms.put(
                    arm.name(),
                    before.map(stored -> stored.arms().get(arm.name())).orElse(now));
            if (!Files.exists(folder.arm(arm.name()))) {
                DurableFile.write(folder.arm(arm.name()), SettingsWriter.write(arm.settings()));
            }
        }
        Map<Long, String> seeds = new LinkedHashMap<>();
        plan.seeds()
                .forEach(seed -> seeds.put(
                        seed, before.map(stored -> stored.seeds().get(seed)).orElse(now)));
        StoredPlan stored = new StoredPlan(
                FORMAT,
                VERSION,
                plan.primary().figure().label(),
                plan.primary().judge(),
                plan.primary().prompts(),
                plan.control().orElse(""),
                arms,
                seeds);
        try {
            DurableFile.write(
                    folder.plan(), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(stored));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a plan can be written as JSON", e);
        }
    }

    /// {@return the arms and seeds that were added after the first start}
    List<String> added() {
        String first = seeds.values().stream().sorted().findFirst().orElse("");
        List<String> added = new ArrayList<>();
        arms.forEach((name, since) -> add(added, "arm " + name, since, first));
        seeds.forEach((seed, since) -> add(added, "seed " + seed, since, first));
        return added;
    }

    private static void add(List<String> added, String what, String since, String first) {
        if (since.compareTo(first) > 0) {
            added.add("%s (%s)".formatted(what, since));
        }
    }

    private String primary() {
        return "%s by %s on %s".formatted(figure, judge, prompts);
    }
}
