package sao.ledger;

import java.time.Instant;

/// Something that happened to a run.
///
/// @param sequence its number, growing
/// @param at when
/// @param kind such as `opened`
/// @param json more about it, a JSON object
public record Event(long sequence, Instant at, String kind, String json) {}
