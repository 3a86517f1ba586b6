package sao.ledger;

/// A row that left the way of a pair, and why. Nothing is deleted: what the row had until then stays.
///
/// @param row of the round, from 0
/// @param stage where it left: `prompts`, `responses`, `judgments` or `pairs`
/// @param reason a short stable name, such as `near_duplicate`
/// @param evidence the text or the values that show it, shortened
public record Drop(long row, String stage, String reason, String evidence) {
    /// Reason of a row whose model call failed; the evidence says why. Such rows are asked again while the round
    /// is not complete.
    public static final String FAILED = "model_failed";

    /// Reason of a row that has a call the model refuses, however often it is sent.
    public static final String REJECTED = "request_rejected";

    /// Reason of a row that has a call larger than the model's context.
    public static final String OVERFLOW = "does_not_fit";
}
