package sao.chat;

/// How good a reward model finds an answer.
///
/// @param value the model's number; in the Bradley-Terry model (Biometrika 39, 1952) by which reward models are
///     trained, the difference between two answers to one prompt is the log-odds that the first is better, nats
/// @param usage tokens of the prompt with the answer, and time of the call
public record Reward(double value, Usage usage) {}
