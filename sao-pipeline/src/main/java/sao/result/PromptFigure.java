package sao.result;

/// The figures of one prompt: means over all pairs of answers to it.
///
/// @param prompt content id of the prompt
/// @param winRate wins and half of the ties of the trained model, in [0, 1]
/// @param logOdds mean log-odds that the trained model's answer is better, nats
public record PromptFigure(String prompt, double winRate, double logOdds) {}
