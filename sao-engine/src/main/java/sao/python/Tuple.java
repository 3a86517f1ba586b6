package sao.python;

import java.util.List;

/// A Python tuple.
public record Tuple(List<Object> items) {}
