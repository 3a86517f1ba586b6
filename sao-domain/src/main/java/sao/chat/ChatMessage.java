package sao.chat;

/// One turn of a conversation.
///
/// @param role who speaks
/// @param content what is said, as plain text: markup of templates inside it is text, never a command
public record ChatMessage(Role role, String content) {}
