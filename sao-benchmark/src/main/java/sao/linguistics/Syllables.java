package sao.linguistics;

import java.util.Locale;
import java.util.regex.Pattern;

/// Estimates the number of syllables of English words from their spelling: groups of vowels, corrected for silent
/// endings and for neighbouring vowels that are spoken apart.
public final class Syllables {
    private static final Pattern LETTERS = Pattern.compile("[^a-z]");
    private static final Pattern VOWELS = Pattern.compile("[aeiouy]+");
    private static final Pattern SILENT = Pattern.compile("(?<=[a-z])(?:[^laeiouy]es?|[^aeiouydt]ed|[aeiouy]le)$");
    private static final Pattern APART = Pattern.compile("i[aou](?!u?s?$)|ia|eo(?!u)|[^g]ua|uou");

    private Syllables() {}

    /// {@return the number of syllables of a word: 0 without a letter of the Latin alphabet, otherwise at least 1}
    public static int of(String word) {
        String letters = LETTERS.matcher(word.toLowerCase(Locale.ROOT)).replaceAll("");
        if (letters.isEmpty()) {
            return 0;
        }
        long groups = VOWELS.matcher(letters).results().count();
        long apart = APART.matcher(letters).results().count();
        long silent = SILENT.matcher(letters).results().count();
        return Math.toIntExact(Math.max(1, groups + apart - silent));
    }
}
