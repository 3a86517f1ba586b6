package sao.result;

/// The trained model's answers to one prompt against the start model's, by one judge.
///
/// @param prompt id of the prompt
/// @param outcome mean over the pairs of answers of 1 for a win, 0.5 for a tie, 0 for a loss
/// @param logOdds mean over the pairs of the log-odds that the trained model's answer is better, nats
public record PromptFigures(String prompt, double outcome, double logOdds) {}
