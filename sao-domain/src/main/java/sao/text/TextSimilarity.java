package sao.text;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How alike two texts are: the mean of the F1 of their single pieces and of their pairs of pieces, each
/// counted as often as it occurs, without case and punctuation; of two single pieces only the first.
///
/// Source: ROUGE-1 and ROUGE-2, Lin, Text Summarization Branches Out, 2004.
public final class TextSimilarity {
    private TextSimilarity() {}

    /// {@return the similarity, in [0, 1]; the order of the texts makes no difference}
    public static double of(String one, String other) {
        List<String> first = pieces(one);
        List<String> second = pieces(other);
        double single = f1(runs(first, 1), runs(second, 1));
        boolean paired = first.size() > 1 || second.size() > 1;
        return paired ? (single + f1(runs(first, 2), runs(second, 2))) / 2 : single;
    }

    private static List<String> pieces(String text) {
        return TextUnits.of(text).stream()
                .map(piece -> piece.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{M}\\p{N}]", ""))
                .filter(piece -> !piece.isEmpty())
                .toList();
    }

    private static Map<List<String>, Integer> runs(List<String> pieces, int length) {
        Map<List<String>, Integer> runs = new HashMap<>();
        for (int i = 0; i + length <= pieces.size(); i++) {
            runs.merge(List.copyOf(pieces.subList(i, i + length)), 1, Integer::sum);
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
