package sao.result;

/// Statistics of a model's answers that need no judge.
///
/// @param answers their number
/// @param meanTokens mean length in tokens, end of turn included
/// @param meanCharacters mean length in code points
/// @param repetitive share of answers with repeated passages, in [0, 1]
/// @param truncated share of answers cut off by the token limit, in [0, 1]
/// @param distinctWords distinct words among all words, in [0, 1]
public record AnswerFigures(
        int answers,
        double meanTokens,
        double meanCharacters,
        double repetitive,
        double truncated,
        double distinctWords) {}
