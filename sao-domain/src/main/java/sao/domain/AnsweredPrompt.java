package sao.domain;

import java.util.List;

/// A prompt of a run with the responses it got: what probes are made from.
///
/// @param prompt what was asked
/// @param responses its responses, at least one
public record AnsweredPrompt(Prompt prompt, List<Response> responses) {
    public AnsweredPrompt {
        responses = List.copyOf(responses);
        if (responses.isEmpty()) {
            throw new IllegalArgumentException("prompt %s has no response".formatted(prompt.id()));
        }
    }
}
