package sao.summarizer;

import java.util.Map;

/// What a report says of a run and its ledger does not know.
///
/// @param run the run's name
/// @param model name of the model the run started from
/// @param settings the resolved settings, YAML
/// @param versions of the programs that took part, by name
public record RunOrigin(String run, String model, String settings, Map<String, String> versions) {}
