package sao.python;

/// A value that is not there: empty text, false, an empty sequence; anything more of it is an error.
///
/// @param why the error's text
public record Undefined(String why) {}
