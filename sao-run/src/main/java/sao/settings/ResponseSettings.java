package sao.settings;

import sao.schema.Setting;

/// How questions are answered.
///
/// @param count answers to each question
/// @param temperature of sampling
/// @param topP nucleus of sampling
/// @param maxTokens most tokens of an answer
public record ResponseSettings(
        @Setting(
                standard = "2",
                range = "[2, 64]",
                about = "answers to each question, from one reading of it; of more than two, the best and the worst"
                        + " make the pair")
        int count,

        @Setting(standard = "0.6", range = "[0, 100]", about = "divides the logits; 0 makes both answers equal")
        double temperature,

        @Setting(
                standard = "0.95",
                range = "(0, 1]",
                about = "keeps the likeliest tokens that together have this probability")
        double topP,

        @Setting(standard = "1024", range = "[1, 100000]", about = "most tokens of an answer")
        int maxTokens) {}
