package sao.synthesis;

/// How many rows may fail before a round is stopped: more than a few, and more than a share of those begun. A
/// round in which rows failed and none was answered is stopped whatever their number.
///
/// @param few failures that alone never stop a round
/// @param share of the rows begun, from 0 to 1
public record FailureLimit(int few, double share) {
    /// Ten rows, or one in twenty.
    public static final FailureLimit USUAL = new FailureLimit(10, 0.05);

    /// Any number of rows.
    public static final FailureLimit NONE = new FailureLimit(Integer.MAX_VALUE, 1);

    /// {@return whether so many failures stop a round}
    ///
    /// @param failed rows that failed
    /// @param begun rows that were begun
    boolean isExceeded(long failed, long begun) {
        return failed > few && failed > share * begun;
    }

    /// {@return whether there is a limit}
    boolean isLimited() {
        return share < 1;
    }
}
