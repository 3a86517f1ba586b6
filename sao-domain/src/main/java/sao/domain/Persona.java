package sao.domain;

/// A person in whose role the model writes a prompt.
///
/// @param id content id, 32 hexadecimal digits
/// @param text description of the person, one or two sentences
/// @param source origin: `grid`, `model`, or a file's name and line
public record Persona(String id, String text, String source) {}
