package sao.linguistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Sentences of English text as the Punkt algorithm finds them (Kiss and Strunk, Unsupervised multilingual sentence
/// boundary detection, Computational Linguistics 32, 2006): a sentence ends at `?`, `!` or a full stop before white
/// space or punctuation, except after an abbreviation, an initial or an ellipsis, where it ends only before a word
/// that begins sentences.
///
/// The algorithm's trained parameters are replaced by two lists: abbreviations that the English model was observed
/// to know, and function words as the words that begin sentences. How often the results agree is stated in
/// `docs/decisions/0030`.
public final class StatisticalSentences {
    private static final Set<String> ABBREVIATIONS =
            Set.of(("mr mrs ms dr prof st jr sr co corp inc ltd vs u.s u.k a.m "
                            + "p.m ph.d d.c p jan feb aug sep sept oct nov dec tues wed fri gen col lt maj adm rep sen ave bros cos "
                            + "ft yr u.n n.y l.a u.s.a r.i a.d s.a n.v ala ariz calif colo conn fla ga kan ky mich minn nev "
                            + "okla ore pa tenn va vt wash wis messrs n v w z a b x")
                    .split(" "));

    private static final Set<String> STARTERS = Set.of(("the he she it in but this that these those they there however "
                    + "for and if when while although after as at on with from by his her their its our my your you i so yet "
                    + "some many most what who how why where then now not no all both each since because under during")
            .split(" "));

    private static final String NEXT = "\"'()[]{}*:;@?!";
    private static final String CLOSING = "\"')]}";
    private static final Pattern NUMBER = Pattern.compile("-?[.,]?\\d[\\d,.-]*");

    private StatisticalSentences() {}

    /// {@return the sentences of a text, without white space at their ends}
    public static List<String> of(String text) {
        List<String> sentences = new ArrayList<>();
        int from = 0;
        int word = 0;
        for (int at = 0; at < text.length(); at++) {
            if (UnicodeText.isSpace(text.charAt(at))) {
                word = at + 1;
            } else if (isMark(text.charAt(at)) && mayEnd(text, at) && ends(text, word, at)) {
                int end = afterClosing(text, at + 1);
                add(sentences, text.substring(from, end));
                from = end;
                at = end - 1;
            }
        }
        add(sentences, text.substring(from));
        return sentences;
    }

    private static void add(List<String> sentences, String sentence) {
        String stripped = UnicodeText.strip(sentence);
        if (!stripped.isEmpty()) {
            sentences.add(stripped);
        }
    }

    private static boolean isMark(char character) {
        return character == '.' || character == '?' || character == '!';
    }

    /// {@return whether the mark is the last of its run and stands before white space or other punctuation}
    private static boolean mayEnd(String text, int mark) {
        if (mark + 1 == text.length()) {
            return false;
        }
        char next = text.charAt(mark + 1);
        return UnicodeText.isSpace(next) || (!isMark(next) && NEXT.indexOf(next) >= 0);
    }

    /// {@return the position after closing quotation marks and brackets that white space or the end follows}
    private static int afterClosing(String text, int mark) {
        int end = mark;
        while (end < text.length() && CLOSING.indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return end == text.length() || UnicodeText.isSpace(text.charAt(end)) ? end : mark;
    }

    private static boolean ends(String text, int word, int mark) {
        if (text.charAt(mark) != '.') {
            return true;
        }
        String token =
                UnicodeText.stripStart(text.substring(Math.max(word, mark - 20), mark), UnicodeText::isPunctuation);
        if (token.isEmpty()) {
            return mark == word || text.charAt(mark - 1) != '.' || beginsSentence(text, mark + 1);
        }
        String type = token.toLowerCase(Locale.ROOT);
        if (token.endsWith("..") || ABBREVIATIONS.contains(type) || isInitial(token)) {
            return beginsSentence(text, mark + 1);
        }
        return !NUMBER.matcher(token).matches() || !Character.isLowerCase(nextCharacter(text, mark + 1));
    }

    private static boolean isInitial(String token) {
        boolean pairs = token.length() == 3 && token.charAt(1) == '.' && Character.isUpperCase(token.charAt(2));
        return (token.length() == 1 || pairs) && Character.isUpperCase(token.charAt(0)) && !token.equals("I");
    }

    private static int nextCharacter(String text, int from) {
        int at = from;
        while (at < text.length() && UnicodeText.isSpace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.codePointAt(at) : ' ';
    }

    private static boolean beginsSentence(String text, int from) {
        String next =
                UnicodeText.stripStart(text.substring(from, Math.min(text.length(), from + 40)), UnicodeText::isSpace);
        List<String> words = WordTokens.of(next);
        return !words.isEmpty()
                && next.startsWith(words.getFirst())
                && Character.isUpperCase(next.codePointAt(0))
                && STARTERS.contains(words.getFirst().toLowerCase(Locale.ROOT));
    }
}
