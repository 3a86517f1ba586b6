package sao.judging;

import sao.domain.Prompt;
import sao.domain.Response;

/// Two responses of known order.
///
/// @param kind how the worse one was made
/// @param prompt what was asked
/// @param good the response as the run got it
/// @param bad its worse twin
public record Probe(ProbeKind kind, Prompt prompt, Response good, Response bad) {}
