package sao.ledger;

import java.time.Instant;

/// An event of a run.
///
/// @param sequence its number, increasing
/// @param at time
/// @param kind such as `opened`
/// @param json details, a JSON object
public record Event(long sequence, Instant at, String kind, String json) {}
