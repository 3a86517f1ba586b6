package sao.novelty;

/// The similarity thresholds at or above which a prompt repeats an earlier one.
///
/// @param jaccard threshold of the Jaccard similarity of the sets of runs of three words, in (0, 1]
/// @param rougeL threshold of ROUGE-L (F1 of the longest common subsequence of words), in (0, 1]
public record NoveltyRules(double jaccard, double rougeL) {
    public NoveltyRules {
        require(jaccard, "minhash");
        require(rougeL, "rouge_l");
    }

    private static void require(double threshold, String name) {
        if (!(threshold > 0 && threshold <= 1)) {
            throw new IllegalArgumentException(
                    "%s is %s, but it must be above 0 and at most 1".formatted(name, threshold));
        }
    }

    /// {@return the minimum Jaccard similarity of the word sets of a repetition, in (0, 1], if no word occurs
    /// twice in a text}
    double leastWordSimilarity() {
        return Math.min(jaccard, rougeL / (2 - rougeL));
    }
}
