package sao.persona;

/// What a grid gave a person: one value of one attribute.
///
/// @param attribute number of the attribute in its grid, from 0
/// @param value number of the value in its attribute, from 0
public record Trait(int attribute, int value) {}
