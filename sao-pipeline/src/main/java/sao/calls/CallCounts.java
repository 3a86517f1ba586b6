package sao.calls;

/// How often a model was asked since the ledger was opened.
///
/// @param stored calls that the ledger answered
/// @param asked calls that went to the model
public record CallCounts(long stored, long asked) {}
