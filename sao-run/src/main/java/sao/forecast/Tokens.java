package sao.forecast;

/// Tokens that go through a model.
///
/// @param read tokens of prompts, or of texts to be scored
/// @param written tokens generated
public record Tokens(Range read, Range written) {
    /// None.
    public static final Tokens NONE = new Tokens(Range.ZERO, Range.ZERO);

    /// {@return both together}
    public Tokens plus(Tokens other) {
        return new Tokens(read.plus(other.read), written.plus(other.written));
    }

    /// {@return so many times these}
    public Tokens times(Range factor) {
        return new Tokens(read.times(factor), written.times(factor));
    }
}
