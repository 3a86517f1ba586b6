package sao.config;

import java.util.List;

/// Layers that attend only to the last tokens (arXiv 2004.05150, section 3.1).
///
/// @param tokens number of positions that a token attends to, its own included; above 0
/// @param layers for each layer whether it has the window; at least one has
/// @param rotation of queries and keys in these layers
public record SlidingWindow(int tokens, List<Boolean> layers, Rotation rotation) {
    public SlidingWindow {
        layers = List.copyOf(layers);
        if (tokens <= 0) {
            throw new IllegalArgumentException("sliding_window is %d, but it must be above 0".formatted(tokens));
        }
    }
}
