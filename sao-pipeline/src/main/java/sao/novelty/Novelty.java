package sao.novelty;

/// Whether a prompt is new.
public sealed interface Novelty {
    /// It is new, and later ones are compared with it.
    record Accepted() implements Novelty {}

    /// It says what an earlier one said.
    ///
    /// @param reason `duplicate` or `near_duplicate`
    /// @param nearestRow the row of the earlier prompt that is most like it
    /// @param similarity of the two, in (0, 1]
    record Refused(String reason, long nearestRow, double similarity) implements Novelty {}
}
