package sao.chat;

/// One message of a conversation.
///
/// @param role author of the message
/// @param content plain text. Names of special tokens and template markup inside it are encoded as text
public record ChatMessage(Role role, String content) {}
