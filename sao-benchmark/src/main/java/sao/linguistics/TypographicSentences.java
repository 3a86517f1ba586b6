package sao.linguistics;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Sentences by typography alone: a sentence ends after each full stop, question mark or exclamation mark that is
/// not part of a title, an initial, an abbreviation with single letters, a decimal number, a domain name or a
/// company suffix. Without a space after the mark a sentence ends, too, and `?!` ends two.
///
/// This is the definition that the sentence rules of IFBench use. Closing double quotation marks move before the
/// mark that ends the sentence: `"Go." He` has the sentences `"Go".` and `He`.
public final class TypographicSentences {
    private static final List<String> TITLES = List.of("Mr", "St", "Mrs", "Ms", "Dr");
    private static final List<String> DOMAINS = List.of("com", "net", "org", "io", "gov", "edu", "me");
    private static final List<String> COMPANIES = List.of(" Inc", " Ltd", " Jr", " Sr", " Co");

    /// Beginnings of a sentence after an acronym or a company suffix; those with a space must be whole words.
    private static final List<String> STARTERS = List.of(
            "Mr",
            "Mrs",
            "Ms",
            "Dr",
            "Prof",
            "Capt",
            "Cpt",
            "Lt",
            "He ",
            "She ",
            "It ",
            "They ",
            "Their ",
            "Our ",
            "We ",
            "But ",
            "However ",
            "That ",
            "This ",
            "Wherever");

    private final String text;

    /// Full stops that do not end a sentence.
    private final BitSet inner = new BitSet();

    /// Positions after which a sentence ends although the mark there is an inner one.
    private final BitSet ends = new BitSet();

    private final BitSet omitted = new BitSet();

    private TypographicSentences(String text) {
        this.text = " " + text.replace('\n', ' ') + "  ";
    }

    /// {@return the sentences of a text, without white space at their ends}
    public static List<String> of(String text) {
        TypographicSentences sentences = new TypographicSentences(text);
        sentences.markDecimals();
        sentences.markEllipses();
        sentences.markWords();
        sentences.markAcronyms();
        sentences.markInitials();
        return sentences.cut();
    }

    private void markWords() {
        for (int stop = text.indexOf('.'); stop >= 0; stop = text.indexOf('.', stop + 1)) {
            markWord(stop);
        }
    }

    /// Marks the full stop after a title, an initial, `Ph.D` or a company suffix, or within a domain name.
    private void markWord(int stop) {
        boolean title = TITLES.stream().anyMatch(word -> endsAt(word, stop));
        boolean domain = DOMAINS.stream().anyMatch(word -> text.startsWith(word, stop + 1));
        boolean initial = isInitial(stop) && text.charAt(stop + 1) == ' ';
        if (title || domain || initial) {
            inner.set(stop);
        }
        if (endsAt("Ph", stop) && text.startsWith("D.", stop + 1)) {
            inner.set(stop);
            inner.set(stop + 2);
        }
        if (COMPANIES.stream().anyMatch(word -> endsAt(word, stop))) {
            inner.set(stop);
            if (isStarter(stop + 1)) {
                ends.set(stop);
                omitted.set(stop);
            }
        }
    }

    /// Marks the points between two digits; a digit belongs to one point only, as in `1.2.3`.
    private void markDecimals() {
        int free = 0;
        for (int stop = text.indexOf('.'); stop >= 0; stop = text.indexOf('.', stop + 1)) {
            if (stop - 1 >= free && isDigit(stop - 1) && isDigit(stop + 1)) {
                inner.set(stop);
                free = stop + 2;
            }
        }
    }

    private void markEllipses() {
        for (int stop = text.indexOf('.'); stop >= 0; stop = text.indexOf('.', stop)) {
            int end = stop;
            while (text.charAt(end) == '.') {
                end++;
            }
            if (end - stop > 1) {
                inner.set(stop, end);
                ends.set(end - 1);
            }
            stop = end;
        }
    }

    /// Marks the full stops of `A.B.` and `A.B.C.`; before the beginning of a sentence an acronym in capital letters
    /// ends one.
    private void markAcronyms() {
        int at = 0;
        while (at < text.length()) {
            int pairs = 0;
            while (pairs < 3 && isLetter(at + 2 * pairs) && isOpen(at + 2 * pairs + 1)) {
                pairs++;
            }
            if (pairs < 2) {
                at++;
                continue;
            }
            int last = at + 2 * pairs - 1;
            for (int stop = at + 1; stop <= last; stop += 2) {
                inner.set(stop);
            }
            if (isStarter(last + 1) && isCapital(last - 1) && isCapital(last - 3)) {
                ends.set(last);
            }
            at = last + 1;
        }
    }

    private void markInitials() {
        for (int stop = text.indexOf('.'); stop >= 0; stop = text.indexOf('.', stop + 1)) {
            if (isInitial(stop)) {
                inner.set(stop);
            }
        }
    }

    private List<String> cut() {
        List<String> sentences = new ArrayList<>();
        StringBuilder sentence = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char mark = text.charAt(at);
            boolean stop = mark == '.' && !inner.get(at);
            boolean end = stop || mark == '?' || mark == '!';
            int next = at + 1;
            if (stop && text.charAt(next) == '”') {
                sentence.append(text.charAt(next++));
            }
            if (end && text.charAt(next) == '"') {
                sentence.append(text.charAt(next++));
            }
            if (!omitted.get(at)) {
                sentence.append(mark);
            }
            if (end || ends.get(at)) {
                sentences.add(UnicodeText.strip(sentence.toString()));
                sentence.setLength(0);
            }
            at = next;
        }
        String rest = UnicodeText.strip(sentence.toString());
        if (!rest.isEmpty()) {
            sentences.add(rest);
        }
        return sentences;
    }

    private boolean isStarter(int space) {
        if (text.charAt(space) != ' ') {
            return false;
        }
        return STARTERS.stream()
                .anyMatch(word -> word.endsWith(" ")
                        ? text.startsWith(word.strip(), space + 1)
                                && UnicodeText.isSpace(text.charAt(space + word.length()))
                        : text.startsWith(word, space + 1));
    }

    private boolean endsAt(String word, int end) {
        return text.startsWith(word, end - word.length());
    }

    private boolean isInitial(int stop) {
        return isLetter(stop - 1) && UnicodeText.isSpace(text.charAt(stop - 2));
    }

    private boolean isOpen(int stop) {
        return text.charAt(stop) == '.' && !inner.get(stop);
    }

    private boolean isLetter(int at) {
        return at < text.length() && (text.charAt(at) | 0x20) >= 'a' && (text.charAt(at) | 0x20) <= 'z';
    }

    private boolean isCapital(int at) {
        return text.charAt(at) >= 'A' && text.charAt(at) <= 'Z';
    }

    private boolean isDigit(int at) {
        return text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}
