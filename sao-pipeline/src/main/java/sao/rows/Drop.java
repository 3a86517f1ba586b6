package sao.rows;

/// A row that did not become a pair, and why. Nothing is deleted: what was recorded of the row before stays.
///
/// @param row number of the row in its round, from 0
/// @param stage in which it was dropped: one of the first four
/// @param reason a short stable name, such as `near_duplicate`
/// @param evidence the text or the values that show the reason, shortened
public record Drop(long row, RoundStage stage, String reason, String evidence) {
    /// Reason of a row whose model call failed; the evidence is the error. Such rows are asked again while the
    /// round is not complete.
    public static final String FAILED = "model_failed";

    /// Reason of a row that has a call the model refuses, however often it is sent.
    public static final String REJECTED = "request_rejected";

    /// Reason of a row that has a call larger than the model's context.
    public static final String OVERFLOW = "does_not_fit";
}
