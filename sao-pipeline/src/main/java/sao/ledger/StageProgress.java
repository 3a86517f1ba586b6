package sao.ledger;

import sao.rows.RoundStage;

/// How far a stage of a round is.
///
/// @param round from 1
/// @param stage of the round
/// @param done units of work done
/// @param total units of work expected; 0 while that is not known
/// @param seconds wall time spent so far, summed over all processes of the run
public record StageProgress(int round, RoundStage stage, long done, long total, double seconds) {}
