package sao.synthesis;

import sao.prompt.Language;
import sao.prompt.PromptTemplate;
import sao.token.SamplingSettings;

/// Settings for writing and accepting prompts.
///
/// @param template template of the request to the model
/// @param mix requested kinds of prompts
/// @param language required language of prompts
/// @param sampling sampling settings of prompts
/// @param rules acceptance rules
public record PromptSettings(
        PromptTemplate template, PromptMix mix, Language language, SamplingSettings sampling, PromptRules rules) {}
