package sao.audit;

import java.util.List;
import sao.domain.Prompt;
import sao.domain.Response;

/// Two responses of known order.
///
/// @param kind how the order is known
/// @param prompt what was asked
/// @param good the better response
/// @param bad the worse one
/// @param others responses that the prompt got besides the good one
public record Probe(ProbeKind kind, Prompt prompt, Response good, Response bad, List<Response> others) {
    public Probe {
        others = List.copyOf(others);
    }
}
