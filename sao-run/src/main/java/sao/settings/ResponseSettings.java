package sao.settings;

import sao.schema.Setting;

/// How responses are generated.
///
/// @param count responses per prompt
/// @param temperature of sampling
/// @param topP nucleus of sampling
/// @param maxTokens most tokens of a response
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
        int maxTokens) {}
