package sao.settings;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import sao.evaluation.Power;
import sao.schema.Setting;
import sao.settings.JudgeSettings.Kind;

/// How the result is measured.
///
/// @param heldOut prompts kept away from training
/// @param draws responses of each model to a prompt
/// @param judges the judges, see [EvaluationJudge]
/// @param kind how the judge decides
/// @param benchmarks files whose prompts are measured on
/// @param pairs share of the pairs that are held out of training
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
                standard = "2",
                range = "[2, 16]",
                about =
                        "responses of each model to a held-out prompt; every response of the trained model is compared with"
                                + " every response of the start model, and the start model's with each other as the control")
        int draws,

        @Setting(
                standard = "[start]",
                range = "[1, 8]",
                about =
                        "the judges of the evaluation, each `MODEL` or `MODEL:KIND`: `start` for the start model, or a model"
                                + " named as in `model`, such as `qwen2.5-coder-0.5b-instruct:likelihood`; the kind is"
                                + " `evaluate.kind` if none is given. Each model is opened alone and judges the same responses. The"
                                + " first judge whose weights took no part in the training decides")
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

        @Setting(standard = PAIRS, range = PAIRS_RANGE, about = ABOUT_PAIRS)
        double pairs,

        @Setting(
                standard = "0",
                range = "[0, 100000]",
                about =
                        "held-out prompts with a verifiable constraint added, such as a number of sentences; both models"
                                + " answer each four times, a rule verifies the answers, and the pass rates are compared"
                                + " without a judge; 0: none")
        int constraints) {
    static final String PAIRS = "0.05";
    static final String PAIRS_RANGE = "[0, 0.5]";
    static final String ABOUT_PAIRS =
            "share of the pairs that is kept out of training and on which loss, margin and accuracy are measured before the"
                    + " training, six times or more often during it and at its end, chosen by a hash of the prompt: at most 256"
                    + " pairs, at least one, and none of fewer than 20; 0: none";

    public EvaluateSettings {
        if (constraints > 0 && heldOut == 0) {
            throw new IllegalArgumentException(
                    "constraints is %d, but constraints are added to held-out prompts and held_out is 0; set evaluate.held_out above 0"
                            .formatted(constraints));
        }
        judges = List.copyOf(judges);
        if (Set.copyOf(judges).size() < judges.size()) {
            throw new IllegalArgumentException("judges names a judge twice: %s".formatted(judges));
        }
        judges.forEach(EvaluationJudge::of);
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

    /// {@return the judges, each with its kind; `auto` if the judge of the pairs determines it}
    public List<EvaluationJudge> everyJudge() {
        return judges.stream()
                .map(EvaluationJudge::of)
                .map(judge ->
                        judge.kind() == JudgeSettings.Kind.AUTO ? new EvaluationJudge(judge.model(), kind) : judge)
                .toList();
    }

    /// {@return what the measurement on held-out prompts detects; empty without held-out prompts}
    public Optional<Power> power() {
        return heldOut == 0 ? Optional.empty() : Optional.of(new Power(heldOut, draws));
    }

    /// {@return the models of the judges besides the start model, each once}
    public List<String> judgeModels() {
        return judges.stream()
                .map(EvaluationJudge::of)
                .filter(judge -> !judge.isStart())
                .map(EvaluationJudge::model)
                .distinct()
                .toList();
    }

    /// {@return the name of a benchmark: its file's, without the folder}
    public static String nameOf(String file) {
        return String.valueOf(Path.of(file).getFileName());
    }

    /// A judge of the evaluation, as `evaluate.judges` names it: `MODEL` or `MODEL:KIND`.
    ///
    /// @param model `start` for the start model, or a model named as in `model`
    /// @param kind how it decides; `auto` for `evaluate.kind`
    public record EvaluationJudge(String model, Kind kind) {
        /// Name of the start model.
        public static final String START = "start";

        private static final Set<Kind> KINDS =
                EnumSet.complementOf(EnumSet.of(Kind.CONSENSUS, Kind.COPELAND, Kind.REPETITION, Kind.ENDED));

        /// {@return the judge that an entry names}
        ///
        /// @throws IllegalArgumentException if the entry has no model, or its kind cannot judge the evaluation
        public static EvaluationJudge of(String entry) {
            int colon = entry.lastIndexOf(':');
            boolean plain = colon < 0 || entry.indexOf('/', colon) >= 0;
            if (plain) {
                return new EvaluationJudge(requireModel(entry, entry), Kind.AUTO);
            }
            String label = entry.substring(colon + 1);
            Kind kind = KINDS.stream()
                    .filter(known -> known.label().equals(label))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "judges has the entry %s, whose kind %s is not one of %s; write MODEL or MODEL:KIND"
                                    .formatted(
                                            entry,
                                            label,
                                            KINDS.stream().map(Kind::label).collect(Collectors.joining(", ")))));
            return new EvaluationJudge(requireModel(entry.substring(0, colon), entry), kind);
        }

        private static String requireModel(String model, String entry) {
            if (model.isBlank()) {
                throw new IllegalArgumentException(
                        "judges has the entry '%s', which names no model; write start, MODEL or MODEL:KIND"
                                .formatted(entry));
            }
            return model;
        }

        /// {@return whether the start model judges}
        public boolean isStart() {
            return model.equals(START);
        }

        /// {@return the judge as in settings}
        @Override
        public String toString() {
            return kind == Kind.AUTO ? model : model + ":" + kind.label();
        }
    }
}
