package sao.persona;

/// One value of one attribute of a persona.
///
/// @param attribute index of the attribute in the grid, from 0
/// @param value index of the value in the attribute, from 0
public record Trait(int attribute, int value) {}
