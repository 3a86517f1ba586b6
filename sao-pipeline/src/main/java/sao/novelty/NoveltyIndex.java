package sao.novelty;

import java.util.Arrays;
import sao.novelty.Novelty.Accepted;
import sao.novelty.Novelty.Reason;
import sao.novelty.Novelty.Refused;

/// Remembers prompts and tells whether another one repeats one of them: in the same words, or nearly so by
/// the Jaccard similarity of runs of three words or by ROUGE-L.
///
/// Candidates are found by MinHash over the sets of words, since both likenesses need shared words; the
/// texts themselves decide. What it decides depends on the order in which prompts come. A remembered prompt
/// of 15 words needs about 250 bytes.
public final class NoveltyIndex {
    private static final int FIRST_BUCKETS = 1 << 10;
    private static final int GROWTH = 4;
    private final NoveltyRules rules;
    private final MinHash minHash;
    private final PromptStore prompts = new PromptStore();
    private Bands bands = new Bands(FIRST_BUCKETS);
    private Buckets same = new Buckets(FIRST_BUCKETS);
    private int buckets = FIRST_BUCKETS;

    /// @param rules from which likeness on a prompt is refused
    public NoveltyIndex(NoveltyRules rules) {
        this.rules = rules;
        this.minHash = MinHash.finding(rules.leastWordSimilarity());
    }

    /// {@return whether a prompt is new; a new one is remembered}
    ///
    /// @param row whose prompt it is
    /// @param text of the prompt
    public Novelty decide(long row, String text) {
        int[] words = WordHashes.hashes(text);
        long[] keys = keys(words);
        Novelty novelty = compare(words, keys);
        if (novelty instanceof Accepted) {
            remember(row, words, keys);
        }
        return novelty;
    }

    /// {@return whether a text is new; it is not remembered}
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

    /// {@return how many prompts are remembered}
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

    /// Hashes all prompts anew into more buckets: cheaper than keeping their hashes.
    private void grow() {
        buckets *= GROWTH;
        same = new Buckets(buckets);
        bands = new Bands(buckets);
        for (int number = 0; number < prompts.size(); number++) {
            int[] words = prompts.words(number);
            put(words, keys(words));
        }
    }

    /// The remembered prompt most like the one in question, of those too much like it; among equals the
    /// earliest.
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

        /// Takes the text of a bucket that has the same words.
        private void compareExactly(int newest) {
            for (int candidate = newest; candidate >= 0; candidate = same.before(candidate)) {
                if (Arrays.equals(words, prompts.words(candidate))) {
                    take(Reason.DUPLICATE, 1, candidate);
                }
            }
        }

        /// Compares with the first ones of these, and with no text of which it is known beforehand that it shares
        /// too few words.
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
