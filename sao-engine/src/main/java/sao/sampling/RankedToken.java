package sao.sampling;

/// A token's place in a distribution.
///
/// @param id which token
/// @param logProbability before temperature, penalties and filters; nats
/// @param rank 1 for the likeliest token; of equal ones the smaller id is first
public record RankedToken(int id, float logProbability, int rank) {}
