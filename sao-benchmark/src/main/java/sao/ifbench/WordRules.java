package sao.ifbench;

import static java.util.Map.entry;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import sao.instruction.InstructionRule;
import sao.linguistics.PartsOfSpeech;
import sao.linguistics.Syllables;
import sao.linguistics.TreebankTokens;
import sao.linguistics.UnicodeText;

/// Rules on the letters, lengths and order of all words.
final class WordRules {
    static final Map<String, InstructionRule.Family> TABLE = Map.ofEntries(
            entry("words:alphabet", _ -> WordRules::isAlphabetic),
            entry("words:vowel", _ -> WordRules::hasThreeVowels),
            entry("words:consonants", _ -> WordRules::hasConsonantClusters),
            entry("words:palindrome", _ -> WordRules::hasPalindromes),
            entry("words:prime_lengths", _ -> answer -> all(answer, WordRules::hasPrimeLength)),
            entry("words:start_verb", _ -> answer -> PartsOfSpeech.beginWithVerb(TreebankTokens.of(answer))),
            entry("words:odd_even_syllables", _ -> answer -> neighbours(answer, WordRules::differInParity)),
            entry("words:no_consecutive", _ -> answer -> neighbours(answer, WordRules::differInFirstLetter)));

    private static final Pattern CLUSTER = Pattern.compile("[b-df-hj-np-tv-z]{2}");
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int LETTERS = 26;
    private static final int PALINDROMES = 10;
    private static final int PALINDROME_LENGTH = 5;

    private WordRules() {}

    /// {@return the words of a text in lower case: without any punctuation, and what white space separates then}
    static List<String> bareWords(String text) {
        return UnicodeText.split(UnicodeText.withoutPunctuation(text).toLowerCase(Locale.ROOT));
    }

    private static boolean all(String answer, Predicate<String> condition) {
        return UnicodeText.split(UnicodeText.withoutPunctuation(answer)).stream()
                .allMatch(condition);
    }

    private static boolean neighbours(String answer, BiPredicate<String, String> condition) {
        List<String> words = bareWords(answer);
        for (int i = 1; i < words.size(); i++) {
            if (!condition.test(words.get(i - 1), words.get(i))) {
                return false;
            }
        }
        return true;
    }

    /// Each word begins with the letter of the alphabet after the one before; `a` follows `z`.
    private static boolean isAlphabetic(String answer) {
        List<Integer> letters = UnicodeText.split(answer).stream()
                .map(UnicodeText::stripPunctuation)
                .filter(word -> !word.isEmpty())
                .map(word -> ALPHABET.indexOf(word.charAt(0)) % LETTERS)
                .toList();
        for (int i = 1; i < letters.size(); i++) {
            if (letters.get(i) != (letters.get(i - 1) + 1) % LETTERS) {
                return false;
            }
        }
        return !letters.isEmpty() && !letters.contains(-1);
    }

    /// One paragraph with at most three different vowels.
    private static boolean hasThreeVowels(String answer) {
        String text = UnicodeText.strip(answer).toLowerCase(Locale.ROOT);
        return text.indexOf('\n') < 0
                && "aeiou".chars().filter(vowel -> text.indexOf(vowel) >= 0).count() <= 3;
    }

    /// Each chunk between white space has two neighbouring consonants; `y` is a consonant.
    private static boolean hasConsonantClusters(String answer) {
        return UnicodeText.split(answer.toLowerCase(Locale.ROOT)).stream()
                .allMatch(word -> CLUSTER.matcher(word).find());
    }

    /// A palindrome counts as often as it occurs.
    private static boolean hasPalindromes(String answer) {
        return bareWords(answer).stream().filter(WordRules::isPalindrome).count() >= PALINDROMES;
    }

    private static boolean isPalindrome(String word) {
        return length(word) >= PALINDROME_LENGTH
                && new StringBuilder(word).reverse().toString().equals(word);
    }

    private static boolean hasPrimeLength(String word) {
        int length = length(word);
        for (int divisor = 2; divisor * divisor <= length; divisor++) {
            if (length % divisor == 0) {
                return false;
            }
        }
        return length > 1;
    }

    private static int length(String word) {
        return word.codePointCount(0, word.length());
    }

    private static boolean differInParity(String word, String next) {
        return Syllables.of(word) % 2 != Syllables.of(next) % 2;
    }

    private static boolean differInFirstLetter(String word, String next) {
        return word.codePointAt(0) != next.codePointAt(0);
    }
}
