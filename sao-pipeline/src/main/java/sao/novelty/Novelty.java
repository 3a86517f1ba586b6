package sao.novelty;

/// Whether a prompt is new.
public sealed interface Novelty {
    /// It is new, and later ones are compared with it.
    record Accepted() implements Novelty {}

    /// It says what an earlier one said.
    ///
    /// @param reason what they share
    /// @param nearestRow the row of the earlier prompt that is most like it
    /// @param similarity of the two, in (0, 1]
    record Refused(Reason reason, long nearestRow, double similarity) implements Novelty {}

    /// What a prompt shares with an earlier one. The labels are stable: ledgers and reports count by them.
    enum Reason {
        /// All words, in the same order.
        DUPLICATE,
        /// Most of the runs of three words.
        NEAR_DUPLICATE,
        /// Most of the words in the same order, by ROUGE-L.
        ROUGE_L;

        /// {@return the name in ledgers and reports, in lower case}
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
