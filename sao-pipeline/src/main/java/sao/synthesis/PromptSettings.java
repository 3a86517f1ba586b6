package sao.synthesis;

import sao.prompt.Language;
import sao.prompt.PromptTemplate;
import sao.token.SamplingSettings;

/// How prompts are written and which are wanted.
///
/// @param template how the model is asked
/// @param mix which kinds of prompts are asked for
/// @param language they are to be in
/// @param sampling how their tokens are drawn
/// @param rules what makes a prompt new, and when to give up
public record PromptSettings(
        PromptTemplate template, PromptMix mix, Language language, SamplingSettings sampling, PromptRules rules) {}
