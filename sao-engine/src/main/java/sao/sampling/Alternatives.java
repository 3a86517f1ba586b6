package sao.sampling;

import java.util.List;

/// The alternative tokens that are reported with a token.
///
/// @param top number of the likeliest tokens, at least 0
/// @param tokens ids that are reported besides
public record Alternatives(int top, List<Integer> tokens) {
    /// No alternatives.
    public static final Alternatives NONE = new Alternatives(0, List.of());

    public Alternatives {
        tokens = List.copyOf(tokens);
        if (top < 0) {
            throw new IllegalArgumentException("top is %d, but it must be at least 0".formatted(top));
        }
    }

    /// {@return the `count` likeliest tokens}
    public static Alternatives top(int count) {
        return new Alternatives(count, List.of());
    }
}
