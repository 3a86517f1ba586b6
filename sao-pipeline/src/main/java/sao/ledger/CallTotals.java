package sao.ledger;

/// What the calls for one purpose cost, over all processes of the run.
///
/// @param purpose what they were asked for
/// @param calls how many
/// @param promptTokens tokens of their conversations
/// @param cachedTokens those of them that a prefix cache supplied
/// @param completionTokens tokens generated or scored
/// @param seconds sum of waiting times; calls wait side by side, so this is more than wall time
public record CallTotals(
        String purpose, long calls, long promptTokens, long cachedTokens, long completionTokens, double seconds) {}
