package sao.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The runs of `n` words in a text.
///
/// A word is a run of letters, marks and digits, apostrophes inside it included, in lower case; in scripts
/// that set no spaces (Han, kana, Thai, Lao, Khmer, Myanmar) each letter is a word.
public final class WordGrams {
    private static final String UNSPACED =
            "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}]";
    private static final String LETTER = "[\\p{L}\\p{M}\\p{N}&&[^" + UNSPACED.substring(1) + "]";
    private static final Pattern WORD = Pattern.compile(UNSPACED + "|" + LETTER + "+(?:['’]" + LETTER + "+)*");

    private WordGrams() {}

    /// {@return the words of a text, in order}
    static List<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /// {@return every run of `n` words, in order; repeats included}
    static List<List<String>> of(String text, int n) {
        List<String> words = words(text);
        List<List<String>> grams = new ArrayList<>();
        for (int i = 0; i + n <= words.size(); i++) {
            grams.add(words.subList(i, i + n));
        }
        return grams;
    }

    /// {@return the share of distinct runs among all runs of `n` words in these texts together; 1 when
    /// there are none}
    ///
    /// Source: Li et al., arXiv 1510.03055 (distinct-n).
    public static double distinct(List<String> texts, int n) {
        Set<List<String>> seen = new HashSet<>();
        int total = 0;
        for (String text : texts) {
            List<List<String>> grams = of(text, n);
            total += grams.size();
            seen.addAll(grams);
        }
        return total == 0 ? 1 : (double) seen.size() / total;
    }
}
