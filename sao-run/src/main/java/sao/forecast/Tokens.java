package sao.forecast;

/// Tokens processed by a model.
///
/// @param read prompt tokens and scored tokens
/// @param written generated tokens
public record Tokens(Range read, Range written) {
    /// No tokens.
    public static final Tokens NONE = new Tokens(Range.ZERO, Range.ZERO);

    /// {@return the sum}
    public Tokens plus(Tokens other) {
        return new Tokens(read.plus(other.read), written.plus(other.written));
    }

    /// {@return the product with a factor}
    public Tokens times(Range factor) {
        return new Tokens(read.times(factor), written.times(factor));
    }
}
