package sao.prompt;

import sao.chat.ChatModel;
import sao.token.SamplingSettings;

/// How a model writes prompts.
///
/// @param model writes them; with its memory
/// @param template request that the model is given
/// @param language that prompts must be in
/// @param sampling how the tokens of a prompt are drawn
public record PromptWriting(ChatModel model, PromptTemplate template, Language language, SamplingSettings sampling) {}
