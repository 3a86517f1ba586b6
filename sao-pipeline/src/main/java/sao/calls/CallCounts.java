package sao.calls;

/// Numbers of calls since the ledger was opened.
///
/// @param stored calls answered from the ledger
/// @param asked calls answered by the model
public record CallCounts(long stored, long asked) {}
