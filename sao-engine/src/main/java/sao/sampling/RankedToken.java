package sao.sampling;

/// A token's rank in a distribution.
///
/// @param id of the token
/// @param logProbability before temperature, penalties and filters; nats
/// @param rank 1 for the likeliest token; of equal ones the smaller id is first
public record RankedToken(int id, float logProbability, int rank) {}
