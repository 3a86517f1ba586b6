package sao.text;

import java.util.List;

/// Measures of repetition within a text.
///
/// The repetition of a text is the share of its runs of four words that occurred earlier in the same text; 0 for a
/// text of fewer than four words. A text with a repetition of at least [#BOUND] is *repetitive*. The bound was set
/// by reading 128 responses of a model with 135M parameters: responses below 0.2 contain similar sentences,
/// responses above 0.3 (14 % of them) repeat sentences.
///
/// A text *loops* if it has at least 40 words and if more than half of the runs of four words, of the whole text
/// or of its last 40 words, are repetitions.
public final class Repetition {
    /// Minimum repetition of a repetitive text, a share in [0, 1].
    public static final double BOUND = 0.3;

    private static final int RUN = 4;
    private static final int LOOP_WORDS = 40;
    private static final double LOOP = 0.5;

    private Repetition() {}

    /// {@return the share of the text's runs of four words that occurred earlier in it, in [0, 1)}
    public static double of(String text) {
        return of(Words.of(text));
    }

    private static double of(List<String> words) {
        int runs = WordRuns.count(words.size(), RUN);
        return runs == 0 ? 0 : 1 - (double) WordRuns.distinct(words, RUN).size() / runs;
    }

    /// {@return the share of repetitive texts, in [0, 1]}
    ///
    /// @param texts at least one
    public static double rate(List<String> texts) {
        return texts.stream()
                .mapToDouble(text -> of(text) >= BOUND ? 1 : 0)
                .average()
                .orElseThrow();
    }

    /// {@return whether a text loops}
    public static boolean loops(String text) {
        List<String> words = Words.of(text);
        return words.size() >= LOOP_WORDS
                && (of(words) > LOOP || of(words.subList(words.size() - LOOP_WORDS, words.size())) > LOOP);
    }
}
