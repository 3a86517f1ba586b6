package sao.settings;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sao.prompt.PromptKind;
import sao.schema.Setting;
import sao.schema.SettingsSchema;
import sao.schema.WeightedName;
import sao.synthesis.PromptMix;
import sao.synthesis.PromptRules.Repetitions;

/// How questions are written.
///
/// @param template the words that ask for a question
/// @param mix which kinds of questions are asked for
/// @param language they are to be in
/// @param temperature of sampling
/// @param topP nucleus of sampling
/// @param maxTokens most tokens of a question
/// @param novelty what counts as a repetition
/// @param spare how many personas may be drawn for each that is wanted
/// @param minimumYield below which the run is stopped
public record PromptSettings(
        @Setting(
                standard = "paper",
                about = "how the model is asked for a question: the paper's zero-shot words, or three worked"
                        + " examples, which small models need")
        Template template,

        @Setting(
                standard = "[any]",
                about = "which kinds of questions are asked for, of any (the paper's words), instruction, knowledge,"
                        + " reasoning, creative and coding; `reasoning*2` is asked for twice as often")
        List<String> mix,

        @Setting(
                standard = "en",
                choices = {
                    "any", "en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "tr", "id", "vi", "ru", "uk", "zh",
                    "ja", "ko", "ar", "hi"
                },
                about =
                        "the language questions are to be in; others, other scripts and noise are refused; any: no check")
        String language,

        @Setting(standard = "0.6", range = "[0, 100]", about = "divides the logits; 0 takes the likeliest token")
        double temperature,

        @Setting(
                standard = "0.95",
                range = "(0, 1]",
                about = "keeps the likeliest tokens that together have this probability")
        double topP,

        @Setting(standard = "256", range = "[8, 100000]", about = "most tokens of a question")
        int maxTokens,

        Novelty novelty,

        @Setting(
                standard = "1.5",
                range = "[1, 1000]",
                about = "personas drawn for each one wanted, so that refused questions can be replaced")
        double spare,

        @Setting(
                standard = "0.02",
                range = "[0, 1]",
                about =
                        "share of the last 200 personas that must bring an accepted question, or the run is stopped; it is"
                                + " also stopped when 200 answered questions make no pair; 0: never")
        double minimumYield) {
    /// The words that ask for a question.
    public enum Template {
        /// The paper's, zero-shot.
        PAPER,
        /// With worked examples.
        FEW_SHOT;

        /// {@return the name in settings}
        public String label() {
            return SettingsSchema.label(this);
        }
    }

    public PromptSettings {
        mix = List.copyOf(mix);
        mix(mix);
    }

    /// {@return the kinds of questions with their weights}
    public PromptMix kinds() {
        return mix(mix);
    }

    private static PromptMix mix(List<String> texts) {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("prompts.mix is empty; name at least one kind of question");
        }
        Map<PromptKind, Double> weights = new EnumMap<>(PromptKind.class);
        List<String> names =
                Arrays.stream(PromptKind.values()).map(PromptKind::label).toList();
        for (String text : texts) {
            WeightedName part = WeightedName.of("prompts.mix", text, names);
            weights.merge(PromptKind.valueOf(part.name().toUpperCase(Locale.ROOT)), part.weight(), Double::sum);
        }
        return new PromptMix(weights);
    }

    /// What counts as a repetition of an earlier prompt, and what becomes of it.
    ///
    /// @param minhash similarity from which two prompts are near-duplicates
    /// @param rougeL overlap from which they are
    /// @param repetitions what becomes of a repetition
    /// @param benchmarks whether prompts of benchmarks are refused
    /// @param benchmarkFiles whose prompts those are
    /// @param benchmarkRun how many words in a row are an overlap
    public record Novelty(
            @Setting(
                    standard = "0.7",
                    range = "(0, 1]",
                    about =
                            "Jaccard similarity of the runs of three words from which a question repeats an earlier one")
            double minhash,

            @Setting(
                    standard = "0.7",
                    range = "(0, 1]",
                    about = "ROUGE-L, F1 on words, from which it does; 1: only equal questions")
            double rougeL,

            @Setting(
                    standard = "drop",
                    about =
                            "what becomes of a question that repeats an earlier one; keep only counts it, for measuring what"
                                    + " repetition does, unless it repeats one that is held out")
            Repetitions repetitions,

            @Setting(
                    standard = "true",
                    about =
                            "refuses questions that share a run of words with a benchmark's: with one of `evaluate.benchmarks` or of"
                                    + " `prompts.novelty.benchmark_files`")
            boolean benchmarks,

            @Setting(
                    standard = "[]",
                    about =
                            "files with prompts of more benchmarks than are measured on: text lines, JSON, JSON lines or Parquet with a field prompt,"
                                    + " question, instruction, query, problem, text, goal or turns")
            List<String> benchmarkFiles,

            @Setting(standard = "8", range = "[8, 13]", about = "how many words in a row make an overlap")
            int benchmarkRun) {
        public Novelty {
            benchmarkFiles = List.copyOf(benchmarkFiles);
        }
    }
}
