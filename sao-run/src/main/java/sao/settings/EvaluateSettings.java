package sao.settings;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sao.schema.Setting;

/// How the result is measured.
///
/// @param heldOut prompts kept away from training
/// @param judges the models that judge the win rate; only `start`
/// @param kind how the judge decides
/// @param benchmarks files whose prompts are measured on
/// @param constraints prompts with a verifiable constraint on which both models are compared
public record EvaluateSettings(
        @Setting(
                standard = "256",
                range = "[0, 1000000]",
                about =
                        "prompts kept out of training, on which the trained model is compared with the start model; 0: no"
                                + " evaluation on held-out prompts")
        int heldOut,

        @Setting(
                standard = "[start]",
                choices = "start",
                range = "[1, 1]",
                about = "the models that judge the win rate; this version accepts only `start`, the start model with"
                        + " the run's judge")
        List<String> judges,

        @Setting(
                standard = "auto",
                choices = {"auto", "likelihood", "written", "score", "yes-no", "backward", "hint", "rubric", "mean"},
                about = "how the judge decides; auto: as `judge.kind`, or by likelihood if that is a control or needs"
                        + " other responses")
        JudgeSettings.Kind kind,

        @Setting(
                standard = "[]",
                about = "benchmark files (AlpacaEval, Arena-Hard, MT-Bench, your own) in the formats of"
                        + " `prompts.novelty.benchmark_files`, on each of which the trained model is also compared with the"
                        + " start model; of a conversation only the first turn is used. They do not influence the run, and"
                        + " prompts that overlap with one of their turns are not trained on")
        List<String> benchmarks,

        @Setting(
                standard = "0",
                range = "[0, 100000]",
                about =
                        "held-out prompts with a verifiable constraint added, such as a number of sentences; both models"
                                + " answer each four times, a rule verifies the answers, and the pass rates are compared"
                                + " without a judge; 0: none")
        int constraints) {
    public EvaluateSettings {
        if (constraints > 0 && heldOut == 0) {
            throw new IllegalArgumentException(
                    "constraints is %d, but constraints are added to held-out prompts and held_out is 0; set evaluate.held_out above 0"
                            .formatted(constraints));
        }
        judges = List.copyOf(judges);
        benchmarks = List.copyOf(benchmarks);
        Map<String, String> files = new HashMap<>();
        for (String file : benchmarks) {
            String other = files.put(nameOf(file), file);
            if (other != null) {
                throw new IllegalArgumentException(
                        "benchmarks has two files named %s (%s and %s), by which results could not be told apart; rename one of them"
                                .formatted(nameOf(file), other, file));
            }
        }
    }

    /// {@return the name of a benchmark: its file's, without the folder}
    public static String nameOf(String file) {
        return String.valueOf(Path.of(file).getFileName());
    }
}
