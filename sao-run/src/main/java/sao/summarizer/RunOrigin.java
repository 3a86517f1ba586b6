package sao.summarizer;

import java.util.Map;

/// Facts about a run that its ledger does not contain.
///
/// @param run name of the run
/// @param model name of the model the run started from
/// @param settings the resolved settings, YAML
/// @param versions versions of the programs that took part, by name
public record RunOrigin(String run, String model, String settings, Map<String, String> versions) {}
