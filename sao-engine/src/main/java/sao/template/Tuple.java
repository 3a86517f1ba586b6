package sao.template;

import java.util.List;

/// A sequence written in round brackets.
record Tuple(List<Object> items) {}
