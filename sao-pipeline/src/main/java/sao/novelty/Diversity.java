package sao.novelty;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import sao.text.WordRuns;
import sao.text.Words;

/// How varied texts are, in figures whose definitions stand in `docs/diversity.md`.
///
/// @param texts how many there were
/// @param distinct for runs of one, two and three words, the share of different ones among all, in (0, 1]
/// @param compressionRatio bytes of all texts over their bytes after DEFLATE; 1 and up, higher is more alike
/// @param entropy of the words, bits; higher is more varied
/// @param selfBleu mean BLEU-4 of each text against all others, in [0, 1]; higher is more alike
public record Diversity(int texts, List<Double> distinct, double compressionRatio, double entropy, double selfBleu) {
    private static final int LONGEST_RUN = 3;

    public Diversity {
        distinct = List.copyOf(distinct);
    }

    /// {@return the figures of some texts; all that need a word are 0 where there is none}
    public static Diversity of(List<String> texts) {
        List<List<String>> words = texts.stream().map(Words::of).toList();
        List<Double> distinct = new ArrayList<>();
        for (int run = 1; run <= LONGEST_RUN; run++) {
            distinct.add(WordRuns.distinctShare(words, run));
        }
        return new Diversity(texts.size(), distinct, compressionRatio(texts), entropy(words), SelfBleu.of(words));
    }

    /// Source: Shaib et al., arXiv 2403.00553 (compression ratio).
    private static double compressionRatio(List<String> texts) {
        byte[] bytes = String.join("\n", texts).getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0) {
            return 0;
        }
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] piece = new byte[1 << 13];
            long compressed = 0;
            while (!deflater.finished()) {
                compressed += deflater.deflate(piece);
            }
            return (double) bytes.length / compressed;
        }
    }

    private static double entropy(List<List<String>> texts) {
        Map<String, Integer> counts = new HashMap<>();
        texts.forEach(words -> words.forEach(word -> counts.merge(word, 1, Integer::sum)));
        double all = counts.values().stream().mapToInt(Integer::intValue).sum();
        return counts.values().stream()
                .mapToDouble(count -> -count / all * Math.log(count / all) / Math.log(2))
                .sum();
    }
}
