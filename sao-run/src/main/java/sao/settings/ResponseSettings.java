package sao.settings;

import sao.schema.Setting;

/// How responses are generated.
///
/// @param count responses per prompt
/// @param temperature of sampling
/// @param topP nucleus of sampling
/// @param maxTokens most tokens of a response
/// @param source prompts of the responses, which decide the roles in a pair
public record ResponseSettings(
        @Setting(
                standard = "2",
                range = "[2, 64]",
                about = "responses per prompt, generated from one prefill; of more than two, the best and the worst"
                        + " make the pair")
        int count,

        @Setting(standard = "0.6", range = "[0, 100]", about = "divides the logits; 0 makes both responses equal")
        double temperature,

        @Setting(
                standard = "0.95",
                range = "(0, 1]",
                about = "samples from the most likely tokens whose probabilities sum to this")
        double topP,

        @Setting(standard = "1024", range = "[1, 100000]", about = "most tokens of a response")
        int maxTokens,

        @Setting(
                standard = "sampled",
                about =
                        "how the two sides of a pair come about: sampled, all responses are given to the bare prompt and the"
                                + " judge decides; hinted, half of them (rounded down) are given to the prompt with a hint that the"
                                + " model writes for it, only these can be chosen and only the others rejected, pairs that the judge"
                                + " ranks the other way are dropped, and training uses the bare prompt (G-Zero, arXiv 2605.09959)")
        Source source) {
    /// The prompts of responses.
    public enum Source {
        /// Every response is given to the bare prompt.
        SAMPLED,
        /// Half of the responses are given to the prompt with a hint, and only these can be chosen.
        HINTED
    }
}
