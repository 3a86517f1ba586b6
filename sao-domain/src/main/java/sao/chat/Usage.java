package sao.chat;

/// What a call cost. Not part of what a call means: two equal calls may differ here.
///
/// @param promptTokens tokens of the rendered conversation
/// @param cachedTokens those of them that a prefix cache supplied
/// @param completionTokens tokens generated or scored, over all answers
/// @param nanoseconds wall time from asking to answering, waiting included
public record Usage(int promptTokens, int cachedTokens, int completionTokens, long nanoseconds) {}
