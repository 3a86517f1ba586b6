package sao.novelty;

import java.util.Arrays;
import sao.novelty.Novelty.Accepted;
import sao.novelty.Novelty.Reason;
import sao.novelty.Novelty.Refused;

/// An index of prompts that detects repetitions: equal words, a high Jaccard similarity of runs of three words, or
/// a high ROUGE-L. Not thread-safe.
///
/// Candidates are found by MinHash over the sets of words, because both similarities require shared words. The
/// similarity of the texts decides. The results depend on the order of the prompts. A prompt of 15 words takes
/// about 250 bytes.
public final class NoveltyIndex {
    private static final int FIRST_BUCKETS = 1 << 10;
    private static final int GROWTH = 4;
    private final NoveltyRules rules;
    private final MinHash minHash;
    private final PromptStore prompts = new PromptStore();
    private Bands bands = new Bands(FIRST_BUCKETS);
    private Buckets same = new Buckets(FIRST_BUCKETS);
    private int buckets = FIRST_BUCKETS;

    /// @param rules similarity thresholds of repetitions
    public NoveltyIndex(NoveltyRules rules) {
        this.rules = rules;
        this.minHash = MinHash.finding(rules.leastWordSimilarity());
    }

    /// {@return whether a prompt is new; a new prompt is added to the index}
    ///
    /// @param row row of the prompt
    /// @param text text of the prompt
    public Novelty decide(long row, String text) {
        int[] words = WordHashes.hashes(text);
        long[] keys = keys(words);
        Novelty novelty = compare(words, keys);
        if (novelty instanceof Accepted) {
            remember(row, words, keys);
        }
        return novelty;
    }

    /// {@return whether a text is new, without adding it to the index}
    public Novelty look(String text) {
        int[] words = WordHashes.hashes(text);
        return compare(words, keys(words));
    }

    private Novelty compare(int[] words, long[] keys) {
        Nearest nearest = new Nearest(words);
        nearest.compareExactly(same.newest(WordHashes.run(words, 0, words.length)));
        if (nearest.number < 0) {
            nearest.compare(bands.met(), bands.meet(keys));
        }
        return nearest.number < 0
                ? new Accepted()
                : new Refused(nearest.reason, prompts.row(nearest.number), nearest.similarity);
    }

    /// {@return the number of prompts in the index}
    public int size() {
        return prompts.size();
    }

    private long[] keys(int[] words) {
        return minHash.bands(WordHashes.distinct(words.clone()));
    }

    private void remember(long row, int[] words, long[] keys) {
        if (prompts.size() == buckets) {
            grow();
        }
        prompts.add(row, words);
        put(words, keys);
    }

    private void put(int[] words, long[] keys) {
        same.add(WordHashes.run(words, 0, words.length));
        bands.add(keys);
    }

    /// Rehashes all prompts into more buckets. Recomputing the hashes takes less memory than storing them.
    private void grow() {
        buckets *= GROWTH;
        same = new Buckets(buckets);
        bands = new Bands(buckets);
        for (int number = 0; number < prompts.size(); number++) {
            int[] words = prompts.words(number);
            put(words, keys(words));
        }
    }

    /// The most similar prompt of the index at or above a threshold; the earliest of equally similar ones.
    private final class Nearest {
        private final int[] words;
        private final Subsequence sequence;
        private final int[] shingles;
        private Reason reason = Reason.DUPLICATE;
        private double similarity;
        private int number = -1;

        private Nearest(int[] words) {
            this.words = words;
            this.sequence = new Subsequence(words);
            this.shingles = WordHashes.shingles(words);
        }

        /// Searches a bucket for a text with equal words.
        private void compareExactly(int newest) {
            for (int candidate = newest; candidate >= 0; candidate = same.before(candidate)) {
                if (Arrays.equals(words, prompts.words(candidate))) {
                    take(Reason.DUPLICATE, 1, candidate);
                }
            }
        }

        /// Compares with the first `count` candidates, except those whose word filter shows that they share too
        /// few words.
        private void compare(int[] candidates, int count) {
            int left = 0;
            for (int i = 0; i < count; i++) {
                if (mayRepeat(candidates[i])) {
                    candidates[left++] = candidates[i];
                }
            }
            for (int i = 0; i < left; i++) {
                compare(candidates[i]);
            }
        }

        private boolean mayRepeat(int candidate) {
            long filter = prompts.filter(candidate);
            int length = PromptStore.length(prompts.location(candidate));
            int shared = Math.min(WordFilter.words(words, filter), length);
            int all = words.length + length;
            return all == 0 || 2.0 * shared / all >= rules.rougeL() || mayShare(WordFilter.runs(words, filter));
        }

        private boolean mayShare(int runs) {
            return (double) runs / shingles.length >= rules.jaccard();
        }

        private void compare(int candidate) {
            long location = prompts.location(candidate);
            int length = PromptStore.length(location);
            double rouge = sequence.rougeL(prompts.holder(location), PromptStore.start(location), length);
            if (mayShare(sequence.knownRuns())) {
                double jaccard = jaccard(candidate);
                if (jaccard >= rules.jaccard()) {
                    take(Reason.NEAR_DUPLICATE, jaccard, candidate);
                    return;
                }
            }
            if (rouge >= rules.rougeL()) {
                take(Reason.ROUGE_L, rouge, candidate);
            }
        }

        private double jaccard(int candidate) {
            return MinHash.jaccard(shingles, WordHashes.shingles(prompts.words(candidate)));
        }

        private void take(Reason why, double found, int candidate) {
            if (number < 0 || found > similarity || (found == similarity && candidate < number)) {
                reason = why;
                similarity = found;
                number = candidate;
            }
        }
    }
}
