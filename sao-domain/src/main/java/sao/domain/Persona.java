package sao.domain;

/// A person the model plays when it writes a prompt.
///
/// @param id content id, 32 hexadecimal digits
/// @param text one or two sentences that describe the person
/// @param source where it came from: `grid`, `model`, or a file's name and line
public record Persona(String id, String text, String source) {}
