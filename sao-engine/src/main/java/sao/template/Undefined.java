package sao.template;

/// A value that is not there: empty text, false, an empty sequence; anything more of it is an error.
///
/// @param why the error's text
record Undefined(String why) {}
