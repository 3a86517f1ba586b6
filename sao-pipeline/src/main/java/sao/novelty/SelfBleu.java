package sao.novelty;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Self-BLEU: the mean BLEU-4 of each text with all other texts as references. An n-gram order without a match
/// counts as 0.1 matches.
///
/// Source: Zhu et al., Texygen, arXiv 1802.01886; BLEU: Papineni et al., ACL 2002; smoothing: Chen and Cherry, WMT
/// 2014, method 1.
final class SelfBleu {
    private static final int ORDERS = 4;
    private static final double NO_MATCH = 0.1;
    private static final Most NOWHERE = new Most(0, -1, 0);

    private final List<List<String>> texts;
    private final List<Map<List<String>, Most>> most = new ArrayList<>();

    /// The highest count of a run in one text, the index of that text, and the highest count in another text.
    private record Most(int first, int holder, int second) {
        Most with(int count, int text) {
            return count > first ? new Most(count, text, first) : new Most(first, holder, Math.max(second, count));
        }

        int inOthers(int text) {
            return text == holder ? second : first;
        }
    }

    private SelfBleu(List<List<String>> texts) {
        this.texts = texts;
        for (int order = 1; order <= ORDERS; order++) {
            Map<List<String>, Most> runs = new HashMap<>();
            for (int text = 0; text < texts.size(); text++) {
                int here = text;
                counts(texts.get(text), order)
                        .forEach((run, count) ->
                                runs.merge(run, new Most(count, here, 0), (known, _) -> known.with(count, here)));
            }
            most.add(runs);
        }
    }

    /// {@return the mean over all texts, in [0, 1]; 0 for fewer than two texts}
    ///
    /// @param texts words of each text
    static double of(List<List<String>> texts) {
        if (texts.size() < 2) {
            return 0;
        }
        SelfBleu bleu = new SelfBleu(texts);
        return IntStream.range(0, texts.size())
                .mapToDouble(bleu::bleu)
                .average()
                .orElseThrow();
    }

    private double bleu(int text) {
        int length = texts.get(text).size();
        double logs = 0;
        for (int order = 1; order <= ORDERS; order++) {
            long matched = 0;
            for (Map.Entry<List<String>, Integer> run :
                    counts(texts.get(text), order).entrySet()) {
                matched += Math.min(
                        run.getValue(),
                        most.get(order - 1).getOrDefault(run.getKey(), NOWHERE).inOthers(text));
            }
            if (order == 1 && matched == 0) {
                return 0;
            }
            double all = Math.max(1, length - order + 1);
            logs += Math.log((matched == 0 ? NO_MATCH : matched) / all) / ORDERS;
        }
        int reference = closestLength(text);
        double brevity = length > reference ? 1 : Math.exp(1 - (double) reference / length);
        return brevity * Math.exp(logs);
    }

    private int closestLength(int text) {
        int length = texts.get(text).size();
        int closest = Integer.MAX_VALUE;
        for (int other = 0; other < texts.size(); other++) {
            int found = texts.get(other).size();
            int nearer = Integer.compare(Math.abs(found - length), Math.abs(closest - length));
            if (other != text && (nearer < 0 || (nearer == 0 && found < closest))) {
                closest = found;
            }
        }
        return closest;
    }

    private static Map<List<String>, Integer> counts(List<String> words, int order) {
        Map<List<String>, Integer> counts = new HashMap<>();
        for (int i = 0; i + order <= words.size(); i++) {
            counts.merge(words.subList(i, i + order), 1, Integer::sum);
        }
        return counts;
    }
}
