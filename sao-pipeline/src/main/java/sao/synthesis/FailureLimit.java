package sao.synthesis;

/// The limit on failed rows of a round. A round is stopped if the number of failed rows exceeds both `few` and a
/// share of the started rows. A round in which rows failed and no row was answered is stopped at any number of
/// failures.
///
/// @param few maximum number of failures that never stops a round
/// @param share maximum share of failed rows among the started rows, in [0, 1]; 1 disables the limit
public record FailureLimit(int few, double share) {
    /// The default: ten rows or 5 % of the started rows.
    public static final FailureLimit USUAL = new FailureLimit(10, 0.05);

    /// No limit.
    public static final FailureLimit NONE = new FailureLimit(Integer.MAX_VALUE, 1);

    /// {@return whether this number of failures stops a round}
    ///
    /// @param failed number of failed rows
    /// @param begun number of started rows
    boolean isExceeded(long failed, long begun) {
        return failed > few && failed > share * begun;
    }

    /// {@return whether there is a limit}
    boolean isLimited() {
        return share < 1;
    }
}
