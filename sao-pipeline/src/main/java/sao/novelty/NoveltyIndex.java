package sao.novelty;

import java.util.Arrays;
import sao.novelty.Novelty.Accepted;
import sao.novelty.Novelty.Refused;

/// Remembers accepted prompts and refuses those that repeat one: in the same words, or with a Jaccard
/// similarity of their runs of three words that reaches a threshold. MinHash finds the candidates, and the
/// sets themselves decide.
///
/// What it decides depends on the order in which prompts come.
public final class NoveltyIndex {
    private final double threshold;
    private final BandTable[] tables = new BandTable[MinHash.BANDS];
    private long[] rows = new long[1 << 10];
    private int[] ends = new int[1 << 10];
    private int[] shingles = new int[1 << 14];
    private int[] asked = new int[1 << 10];
    private int size;
    private int question;

    /// @param threshold similarity from which on a prompt is refused, above 0 and at most 1
    public NoveltyIndex(double threshold) {
        if (!(threshold > 0 && threshold <= 1)) {
            throw new IllegalArgumentException(
                    "minhash is %s, but it must be above 0 and at most 1".formatted(threshold));
        }
        this.threshold = threshold;
        Arrays.setAll(tables, _ -> new BandTable());
    }

    /// {@return whether a prompt is new; a new one is remembered}
    ///
    /// @param row whose prompt it is
    /// @param text of the prompt
    public Novelty decide(long row, String text) {
        Words words = Words.of(text);
        int[] runs = words.shingles();
        long[] bands = MinHash.bands(runs);
        Nearest nearest = new Nearest(runs);
        question++;
        for (int band = 0; band < bands.length; band++) {
            tables[band].each(bands[band], nearest::compare);
        }
        if (nearest.similarity >= threshold) {
            String reason = nearest.similarity == 1 ? "duplicate" : "near_duplicate";
            return new Refused(reason, rows[nearest.number], nearest.similarity);
        }
        remember(row, runs, bands);
        return new Accepted();
    }

    /// {@return how many prompts are remembered}
    public int size() {
        return size;
    }

    private void remember(long row, int[] runs, long[] bands) {
        int start = size == 0 ? 0 : ends[size - 1];
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
            asked = Arrays.copyOf(asked, size * 2);
        }
        if (start + runs.length > shingles.length) {
            shingles = Arrays.copyOf(shingles, Math.max(shingles.length * 2, start + runs.length));
        }
        System.arraycopy(runs, 0, shingles, start, runs.length);
        rows[size] = row;
        ends[size] = start + runs.length;
        for (int band = 0; band < bands.length; band++) {
            tables[band].add(bands[band], size);
        }
        size++;
    }

    /// The remembered prompt most like the one in question; among equals the earliest.
    private final class Nearest {
        private final int[] runs;
        private double similarity;
        private int number = -1;

        private Nearest(int[] runs) {
            this.runs = runs;
        }

        private void compare(int candidate) {
            if (asked[candidate] == question) {
                return; // met in an earlier band
            }
            asked[candidate] = question;
            int start = candidate == 0 ? 0 : ends[candidate - 1];
            double found = MinHash.jaccard(runs, shingles, start, ends[candidate]);
            if (found > similarity || (found == similarity && candidate < number)) {
                similarity = found;
                number = candidate;
            }
        }
    }
}
