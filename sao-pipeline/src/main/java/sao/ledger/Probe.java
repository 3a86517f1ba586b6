package sao.ledger;

/// What a judge said of a pair whose order is known.
///
/// @param judge its name
/// @param kind how the worse answer was made, such as `truncated`
/// @param name what tells it from others of its kind
/// @param logOdds that the better answer is better, as the judge sees it; nats, above 0 when it is right
/// @param json more about it, a JSON object
public record Probe(String judge, String kind, String name, double logOdds, String json) {}
