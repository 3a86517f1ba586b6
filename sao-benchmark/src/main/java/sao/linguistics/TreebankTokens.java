package sao.linguistics;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tokens by the conventions of the Penn Treebank (Marcus, Santorini and Marcinkiewicz, Computational Linguistics
/// 19, 1993): punctuation apart from words, `don't` as `do` and `n't`, the final full stop of a sentence as a token,
/// other full stops as part of their word.
///
/// Quotation marks stay as they are written; the Treebank's two back quotes or two apostrophes do not replace them.
public final class TreebankTokens {
    /// In order: an ellipsis; a dash of two hyphens; a pair of apostrophes; one separating mark; a comma or colon
    /// unless a digit follows; everything up to the next of these.
    private static final Pattern PIECE = Pattern.compile("\\.{2,}|--|''|[;@#$%&*?!\\[\\](){}<>\"`“”‘’«»–—]|[,:](?!\\d)"
            + "|(?:[^;@#$%&*?!\\[\\](){}<>\"`“”‘’«»–—.,:'-]|\\.(?!\\.)|-(?!-)|'(?!')|[,:](?=\\d))++");

    /// The end of a word that is a token of its own.
    private static final Pattern CONTRACTION = Pattern.compile("(?i)(?:n't|'(?:s|m|d|ll|re|ve)?)$");

    /// Words that are two tokens, with the length of the first.
    private static final Pattern PAIR =
            Pattern.compile("(?i)(can)(not)|(gim|lem)(me)|(gon|wan)(na)|(got)(ta)|(d)('ye)|(more)('n)");

    private TreebankTokens() {}

    /// {@return the tokens of a text, in order}
    public static List<String> of(String text) {
        List<String> tokens = new ArrayList<>();
        for (String sentence : StatisticalSentences.of(text)) {
            List<String> chunks = UnicodeText.split(sentence);
            for (int i = 0; i < chunks.size(); i++) {
                addChunk(tokens, chunks.get(i), i == chunks.size() - 1);
            }
        }
        return tokens;
    }

    private static void addChunk(List<String> tokens, String chunk, boolean last) {
        int end = last
                ? UnicodeText.stripEnd(chunk, mark -> "])}>\"'»”’".indexOf(mark) >= 0)
                        .length()
                : 0;
        boolean stop = end > 0 && chunk.charAt(end - 1) == '.' && (end == 1 || chunk.charAt(end - 2) != '.');
        int word = stop ? end - 1 : chunk.length();
        addPieces(tokens, chunk.substring(0, word));
        if (stop) {
            tokens.add(".");
            addPieces(tokens, chunk.substring(end));
        }
    }

    private static void addPieces(List<String> tokens, String chunk) {
        Matcher piece = PIECE.matcher(chunk);
        while (piece.find()) {
            addWord(tokens, piece.group());
        }
    }

    private static void addWord(List<String> tokens, String piece) {
        if (piece.length() > 1
                && piece.charAt(0) == '\''
                && !CONTRACTION.matcher(piece).matches()) {
            tokens.add("'");
            addWord(tokens, piece.substring(1));
            return;
        }
        Matcher contraction = CONTRACTION.matcher(piece);
        if (contraction.find() && contraction.start() > 0) {
            addPair(tokens, piece.substring(0, contraction.start()));
            tokens.add(contraction.group());
        } else {
            addPair(tokens, piece);
        }
    }

    private static void addPair(List<String> tokens, String word) {
        Matcher pair = PAIR.matcher(word);
        if (!pair.matches()) {
            tokens.add(word);
            return;
        }
        for (int i = 1; i <= pair.groupCount(); i++) {
            if (pair.group(i) != null) {
                tokens.add(pair.group(i));
            }
        }
    }
}
