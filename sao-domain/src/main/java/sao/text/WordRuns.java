package sao.text;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Runs of `n` consecutive words (n-grams) and the share of distinct ones.
public final class WordRuns {
    private WordRuns() {}

    /// {@return the number of runs of `n` words in a text of `words` words}
    public static int count(int words, int n) {
        return Math.max(0, words - n + 1);
    }

    /// {@return the distinct runs of `n` words}
    ///
    /// @param words of one text, in order; the runs are views of this list
    /// @param n words of a run, at least 1
    public static Set<List<String>> distinct(List<String> words, int n) {
        Set<List<String>> runs = new HashSet<>();
        for (int i = 0; i + n <= words.size(); i++) {
            runs.add(words.subList(i, i + n));
        }
        return runs;
    }

    /// {@return the number of distinct runs of `n` words in all texts, divided by the number of all runs, in (0,
    /// 1]; 0 if no text has a run}
    ///
    /// The share falls as the amount of text grows. Texts of different sizes are compared with
    /// [#distinctInSample].
    ///
    /// Source: Li et al., arXiv 1510.03055 (distinct-n).
    ///
    /// @param texts the words of each text
    /// @param n words of a run, at least 1
    public static double distinctShare(Collection<List<String>> texts, int n) {
        Set<List<String>> distinct = new HashSet<>();
        long all = 0;
        for (List<String> words : texts) {
            distinct.addAll(distinct(words, n));
            all += count(words.size(), n);
        }
        return all == 0 ? 0 : (double) distinct.size() / all;
    }

    /// {@return the expected share of distinct words in a sample drawn without replacement from the words of all
    /// texts, in (0, 1]; 0 for an empty sample}
    ///
    /// Equal sample sizes make texts of different lengths comparable. The expectation is exact: a sample of `m` of
    /// `N` words contains no occurrence of a word that occurs `k` times with probability `C(N - k, m) / C(N, m)`.
    ///
    /// Source: rarefaction, Hurlbert, The nonconcept of species diversity, Ecology 52, 1971; for words HD-D,
    /// McCarthy and Jarvis, Behavior Research Methods 42, 2010.
    ///
    /// @param texts the words of each text
    /// @param sample number of words in the sample, from 0 to the number of words of all texts
    /// @throws IllegalArgumentException if the sample is larger than the number of words
    public static double distinctInSample(Collection<List<String>> texts, int sample) {
        Map<String, Integer> counts = new HashMap<>();
        texts.forEach(words -> words.forEach(word -> counts.merge(word, 1, Integer::sum)));
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        if (sample < 0 || sample > all) {
            throw new IllegalArgumentException(
                    "sample is %d words, but the texts have %d words".formatted(sample, all));
        }
        double distinct = counts.values().stream()
                .sorted() // so that the sum does not depend on the order of a hash map
                .mapToDouble(count -> 1 - missed(count, all, sample))
                .sum();
        return sample == 0 ? 0 : distinct / sample;
    }

    private static double missed(int count, int all, int sample) {
        double missed = 1;
        for (int i = 0; i < count; i++) {
            missed *= Math.max(0, all - sample - i) / (double) (all - i);
        }
        return missed;
    }
}
