package sao.settings;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sao.synthesis.PromptKind;
import sao.synthesis.PromptMix;

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

        NoveltySettings novelty,

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
}
