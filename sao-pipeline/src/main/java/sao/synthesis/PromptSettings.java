package sao.synthesis;

import sao.domain.SamplingSettings;

/// How prompts are written and which are new.
///
/// @param template how the model is asked
/// @param sampling how its tokens are drawn
/// @param novelty similarity to an earlier prompt from which on one is refused, above 0 and at most 1
public record PromptSettings(PromptTemplate template, SamplingSettings sampling, double novelty) {}
