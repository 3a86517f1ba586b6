package sao.synthesis;

/// How many rows may fail before a round is stopped: more than a few, and more than a share of those begun.
///
/// @param few failures that never stop a round, unless all of its rows failed
/// @param share of the rows begun, from 0 to 1
public record FailureLimit(int few, double share) {
    /// Ten rows, or one in twenty.
    public static final FailureLimit USUAL = new FailureLimit(10, 0.05);

    /// As many as there are.
    public static final FailureLimit NONE = new FailureLimit(Integer.MAX_VALUE, 1);

    /// {@return whether this is too much}
    boolean isExceeded(long failed, long begun) {
        return failed > few && failed > share * begun;
    }
}
