package sao.settings;

/// How questions are written.
///
/// @param template the words that ask for a question
/// @param temperature of sampling
/// @param topP nucleus of sampling
/// @param maxTokens most tokens of a question
/// @param novelty what counts as a repetition
/// @param spare how many personas may be drawn for each that is wanted
public record PromptSettings(
        @Setting(
                standard = "paper",
                about = "how the model is asked for a question: the paper's zero-shot words, or three worked"
                        + " examples, which small models need")
        Template template,

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
        double spare) {
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
}
