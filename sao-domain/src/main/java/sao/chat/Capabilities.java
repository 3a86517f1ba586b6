package sao.chat;

/// What a model behind the door can do. A lacking capability degrades in a named way that reaches the
/// report.
///
/// @param scores whether [ChatModel#score] works; without it judges write their verdicts
/// @param tokenIds whether answers carry the sampled ids; without them training must encode the text again
/// @param reproducible whether the same call gives the same answer whatever runs beside it
/// @param contextTokens most tokens of prompt and answer together
public record Capabilities(boolean scores, boolean tokenIds, boolean reproducible, int contextTokens) {}
