package sao.audit;

import java.util.List;
import sao.domain.Prompt;
import sao.domain.Response;

/// Two responses to a prompt with a known order.
///
/// @param kind origin of the order
/// @param prompt prompt of both responses
/// @param good better response
/// @param bad worse response
/// @param others responses to the prompt besides the better one
public record Probe(ProbeKind kind, Prompt prompt, Response good, Response bad, List<Response> others) {
    public Probe {
        others = List.copyOf(others);
    }
}
