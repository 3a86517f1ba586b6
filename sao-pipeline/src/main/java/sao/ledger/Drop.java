package sao.ledger;

/// A row that left the way of a pair, and why. Nothing is deleted: what the row had until then stays.
///
/// @param row of the round, from 0
/// @param stage where it left: `prompts`, `responses`, `judgments` or `pairs`
/// @param reason a short stable name, such as `near_duplicate`
/// @param evidence the text or the values that show it, shortened
public record Drop(long row, String stage, String reason, String evidence) {
    /// The reason of a row whose model call failed; the evidence says why.
    public static final String FAILED = "model_failed";
}
