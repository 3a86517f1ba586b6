package sao.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The similarity of two texts: the mean of the F1 scores of their words and of their bigrams, counted with
/// multiplicity. For two texts of at most one word each it is the F1 score of the words.
///
/// Source: ROUGE-1 and ROUGE-2, Lin, Text Summarization Branches Out, 2004.
public final class TextSimilarity {
    private TextSimilarity() {}

    /// {@return the similarity, in [0, 1]; symmetric in its arguments, 0 for two texts without words}
    public static double of(String one, String other) {
        List<String> first = Words.of(one);
        List<String> second = Words.of(other);
        double single = f1(runs(first, 1), runs(second, 1));
        boolean paired = first.size() > 1 || second.size() > 1;
        return paired ? (single + f1(runs(first, 2), runs(second, 2))) / 2 : single;
    }

    private static Map<List<String>, Integer> runs(List<String> words, int length) {
        Map<List<String>, Integer> runs = new HashMap<>();
        for (int i = 0; i + length <= words.size(); i++) {
            runs.merge(List.copyOf(words.subList(i, i + length)), 1, Integer::sum);
        }
        return runs;
    }

    private static double f1(Map<List<String>, Integer> first, Map<List<String>, Integer> second) {
        int shared = 0;
        for (Map.Entry<List<String>, Integer> run : first.entrySet()) {
            shared += Math.min(run.getValue(), second.getOrDefault(run.getKey(), 0));
        }
        int all = total(first) + total(second);
        return all == 0 ? 0 : 2.0 * shared / all;
    }

    private static int total(Map<List<String>, Integer> runs) {
        return runs.values().stream().mapToInt(Integer::intValue).sum();
    }
}
