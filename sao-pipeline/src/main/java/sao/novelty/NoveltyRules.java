package sao.novelty;

/// From which likeness to an earlier prompt on a prompt is no longer new.
///
/// @param jaccard similarity of the sets of runs of three words, above 0 and at most 1
/// @param rougeL F1 of the longest common subsequence of words, above 0 and at most 1
public record NoveltyRules(double jaccard, double rougeL) {
    /// What repetition rates are published with.
    public static final NoveltyRules PUBLISHED = new NoveltyRules(0.7, 0.7);

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

    /// {@return the least Jaccard similarity of the sets of words that a repetition can have, but for words
    /// said more than once}
    double leastWordSimilarity() {
        return Math.min(jaccard, rougeL / (2 - rougeL));
    }
}
