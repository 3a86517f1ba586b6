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

/// How prompts are written.
///
/// @param template the instructions for writing a prompt
/// @param mix the kinds of prompts that are requested
/// @param language of the prompts
/// @param temperature of sampling
/// @param topP nucleus of sampling
/// @param maxTokens most tokens of a prompt
/// @param novelty what counts as a repetition
/// @param spare personas that may be drawn per wanted prompt
/// @param minimumYield yield below which the run stops
public record PromptSettings(
        @Setting(
                standard = "paper",
                about = "instructions for writing a prompt: the paper's zero-shot text, or three worked examples, which"
                        + " small models need")
        Template template,

        @Setting(
                standard = "[any]",
                about = "kinds of prompts that are requested: any (the paper's text), instruction, knowledge,"
                        + " reasoning, creative and coding; `reasoning*2` is requested twice as often")
        List<String> mix,

        @Setting(
                standard = "en",
                choices = {
                    "any", "en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "tr", "id", "vi", "ru", "uk", "zh",
                    "ja", "ko", "ar", "hi"
                },
                about = "language of the prompts; other languages, other scripts and noise are rejected; any: no check")
        String language,

        @Setting(standard = "0.6", range = "[0, 100]", about = "divides the logits; 0 takes the most likely token")
        double temperature,

        @Setting(
                standard = "0.95",
                range = "(0, 1]",
                about = "samples from the most likely tokens whose probabilities sum to this")
        double topP,

        @Setting(standard = "256", range = "[8, 100000]", about = "most tokens of a prompt")
        int maxTokens,

        Novelty novelty,

        @Setting(
                standard = "1.5",
                range = "[1, 1000]",
                about = "personas that may be drawn per wanted prompt, to replace rejected prompts")
        double spare,

        @Setting(
                standard = "0.02",
                range = "[0, 1]",
                about = "share of the last 200 personas that must give an accepted prompt, or the run stops; it also"
                        + " stops when 200 answered prompts give no pair; 0: never")
        double minimumYield) {
    /// The instructions for writing a prompt.
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

    /// What counts as a repetition of an earlier prompt, and what happens to it.
    ///
    /// @param minhash similarity from which two prompts are near-duplicates
    /// @param rougeL ROUGE-L from which two prompts are near-duplicates
    /// @param repetitions what happens to a repetition
    /// @param benchmarks whether prompts that overlap with benchmarks are rejected
    /// @param benchmarkFiles further benchmarks, which are not measured
    /// @param benchmarkRun how many words in a row are an overlap
    public record Novelty(
            @Setting(
                    standard = "0.7",
                    range = "(0, 1]",
                    about = "Jaccard similarity of word 3-grams from which a prompt repeats an earlier one")
            double minhash,

            @Setting(
                    standard = "0.7",
                    range = "(0, 1]",
                    about = "ROUGE-L (F1 on words) from which a prompt repeats an earlier one; 1: only equal prompts")
            double rougeL,

            @Setting(
                    standard = "drop",
                    about = "what happens to a prompt that repeats an earlier one; keep only counts it, to measure the"
                            + " effect of repetition, unless it repeats a held-out prompt")
            Repetitions repetitions,

            @Setting(
                    standard = "true",
                    about = "rejects prompts that share a run of words with a benchmark of `evaluate.benchmarks` or of"
                            + " `prompts.novelty.benchmark_files`")
            boolean benchmarks,

            @Setting(
                    standard = "[]",
                    about =
                            "files of further benchmarks, which are not measured: text lines, JSON, JSON lines or Parquet with a field prompt,"
                                    + " question, instruction, query, problem, text, goal or turns")
            List<String> benchmarkFiles,

            @Setting(standard = "8", range = "[8, 13]", about = "number of consecutive words that make an overlap")
            int benchmarkRun) {
        public Novelty {
            benchmarkFiles = List.copyOf(benchmarkFiles);
        }
    }
}
