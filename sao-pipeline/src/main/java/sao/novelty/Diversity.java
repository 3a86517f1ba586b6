package sao.novelty;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import sao.text.WordRuns;
import sao.text.Words;

/// Diversity statistics of texts. `docs/diversity.md` defines them.
///
/// @param texts number of texts
/// @param distinct distinct-n for n = 1, 2, 3: share of distinct runs of n words, in [0, 1]; higher is more
///     diverse
/// @param compressionRatio size of all texts in bytes divided by their size after DEFLATE; higher is less diverse
/// @param entropy entropy of the distribution of words, bits; higher is more diverse
/// @param selfBleu mean BLEU-4 of each text against all others, in [0, 1]; higher is less diverse
public record Diversity(int texts, List<Double> distinct, double compressionRatio, double entropy, double selfBleu) {
    private static final int LONGEST_RUN = 3;

    public Diversity {
        distinct = List.copyOf(distinct);
    }

    /// {@return the statistics of texts; statistics of words are 0 for texts without words}
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
