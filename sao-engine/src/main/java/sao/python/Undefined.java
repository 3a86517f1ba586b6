package sao.python;

/// An undefined value: it prints as empty text, is false, and is an empty sequence; every other use is an
/// error.
///
/// @param why text of the error
public record Undefined(String why) {}
