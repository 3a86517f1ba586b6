package sao.python;

import java.util.List;

/// A sequence written in round brackets.
public record Tuple(List<Object> items) {}
