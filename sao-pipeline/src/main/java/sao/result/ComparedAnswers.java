package sao.result;

/// The answers of the start model and of the trained model to one prompt.
///
/// @param prompt text of the prompt
/// @param start the start model's answer
/// @param trained the trained model's answer
/// @param p the judge's probability that the trained model's answer is better; 0.5 is a tie
/// @param pGiven that probability with the trained model's answer in the first seat
/// @param pSwapped that probability with the trained model's answer in the second seat
public record ComparedAnswers(String prompt, String start, String trained, double p, double pGiven, double pSwapped) {}
