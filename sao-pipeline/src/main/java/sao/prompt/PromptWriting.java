package sao.prompt;

import sao.chat.ChatModel;
import sao.token.SamplingSettings;

/// Settings for writing prompts with a model.
///
/// @param model model that writes prompts; remembers its calls
/// @param template template of the request
/// @param language required language of prompts
/// @param sampling sampling settings
public record PromptWriting(ChatModel model, PromptTemplate template, Language language, SamplingSettings sampling) {}
