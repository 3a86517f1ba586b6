package sao.chat;

import sao.token.LogProbabilities;
import sao.token.TokenIds;

/// A given text scored as the continuation of a conversation.
///
/// @param tokens the continuation's tokens, encoded apart from the conversation as plain text
/// @param logProbabilities of each of `tokens` given the conversation and those before it; nats
public record Continuation(TokenIds tokens, LogProbabilities logProbabilities) {}
