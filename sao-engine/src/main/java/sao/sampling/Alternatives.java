package sao.sampling;

import java.util.List;

/// Which other tokens are reported with a token.
///
/// @param top so many of the likeliest, at least 0
/// @param tokens these ids besides
public record Alternatives(int top, List<Integer> tokens) {
    /// None.
    public static final Alternatives NONE = new Alternatives(0, List.of());

    public Alternatives {
        tokens = List.copyOf(tokens);
        if (top < 0) {
            throw new IllegalArgumentException("top is %d, but it must be at least 0".formatted(top));
        }
    }

    /// {@return so many of the likeliest tokens}
    public static Alternatives top(int count) {
        return new Alternatives(count, List.of());
    }
}
