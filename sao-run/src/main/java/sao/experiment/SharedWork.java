package sao.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sao.settings.RunSettings;
import sao.yaml.SettingsWriter;

/// The work that two cells of one seed have in common, as far as their settings show it. Equal calls beyond it are
/// shared too.
///
/// @param responses whether prompts and responses are the same
/// @param judgments whether judgments and audit are the same, too
/// @param startAnswers whether the start model's answers of the evaluation are the same
record SharedWork(boolean responses, boolean judgments, boolean startAnswers) {
    /// No work in common.
    static final SharedWork NONE = new SharedWork(false, false, false);

    /// Sections whose settings change no model call before the training.
    private static final List<String> LATER = List.of("train.", "pairs.minimum_margin", "pairs.maximum_length_ratio");

    private static final Set<String> RATED = Set.of("model", "personas", "prompts", "responses", "judge", "engine");
    private static final String BENCHMARKS = "evaluate.benchmarks";

    /// {@return the work in common of cells with these settings}
    static SharedWork of(RunSettings first, RunSettings second) {
        Map<String, String> before = SettingsWriter.byPath(first);
        Set<String> differing = SettingsWriter.byPath(second).entrySet().stream()
                .filter(each -> !each.getValue().equals(before.get(each.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        differing.removeIf(path -> LATER.stream().anyMatch(path::startsWith));
        boolean evaluated = differing.stream().noneMatch(path -> path.startsWith("evaluate."));
        differing.removeIf(path -> path.equals("evaluate.kind") || path.equals("evaluate.judges"));
        boolean judged = differing.isEmpty();
        differing.removeIf(path -> path.startsWith("judge.") || path.startsWith("pairs."));
        return new SharedWork(differing.isEmpty(), judged, evaluated && differing.isEmpty());
    }

    /// {@return the work that either has}
    SharedWork or(SharedWork other) {
        return new SharedWork(
                responses || other.responses, judgments || other.judgments, startAnswers || other.startAnswers);
    }

    /// {@return the values of all settings that change the rates and averages of a calibration, by path}
    static Map<String, String> calibrated(RunSettings settings) {
        Map<String, String> values = new TreeMap<>(SettingsWriter.byPath(settings));
        values.keySet().removeIf(path -> !RATED.contains(path.replaceFirst("\\..*", "")) && !path.equals(BENCHMARKS));
        return values;
    }

    /// {@return the work as a list for the user; a dash if there is none}
    @Override
    public String toString() {
        List<String> work = new ArrayList<>();
        if (responses) {
            work.add("prompts and responses");
        }
        if (judgments) {
            work.add("judgments");
        }
        if (startAnswers) {
            work.add("start model's answers");
        }
        return work.isEmpty() ? "\u2013" : String.join(", ", work);
    }
}
