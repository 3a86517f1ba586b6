package sao.forecast;

/// What one row looks like on average.
///
/// @param personas drawn for each accepted prompt, at least 1
/// @param writing tokens of writing a prompt, its persona's included
/// @param promptTokens tokens of the bare prompt as the model reads it
/// @param answer tokens of an answer
/// @param verdict tokens of judging two answers
/// @param pairs that an answered prompt becomes, in [0, 1]
public record RowShape(
        Range personas, Tokens writing, double promptTokens, Range answer, Tokens verdict, Range pairs) {}
