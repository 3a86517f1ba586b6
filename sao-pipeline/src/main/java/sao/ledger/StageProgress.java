package sao.ledger;

/// How far a stage of a run is.
///
/// @param round from 1
/// @param name such as `prompts`
/// @param ordinal its place among the stages of its round
/// @param done units of work done
/// @param total units of work expected; 0 while that is not known
/// @param seconds wall time spent so far, over all processes of the run
public record StageProgress(int round, String name, int ordinal, long done, long total, double seconds) {}
