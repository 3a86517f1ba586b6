package sao.synthesis;

import sao.domain.Prompt;
import sao.domain.Response;

/// A prompt with two answers, not yet judged.
///
/// @param prompt what was asked
/// @param first one answer
/// @param second the other
public record AnsweredPrompt(Prompt prompt, Response first, Response second) {}
