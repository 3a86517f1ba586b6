package sao.novelty;

/// The result of a novelty check of a prompt.
public sealed interface Novelty {
    /// The prompt is new.
    record Accepted() implements Novelty {}

    /// The prompt repeats an earlier one.
    ///
    /// @param reason criterion that both prompts meet
    /// @param nearestRow row of the most similar earlier prompt
    /// @param similarity similarity of both prompts, in (0, 1]
    record Refused(Reason reason, long nearestRow, double similarity) implements Novelty {}

    /// The criterion of a repetition. The labels are stable; ledgers and reports use them.
    enum Reason {
        /// The words are equal, in the same order.
        DUPLICATE,
        /// The Jaccard similarity of the sets of runs of three words reaches the threshold.
        NEAR_DUPLICATE,
        /// ROUGE-L reaches the threshold.
        ROUGE_L;

        /// {@return the name in ledgers and reports, lower case}
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
