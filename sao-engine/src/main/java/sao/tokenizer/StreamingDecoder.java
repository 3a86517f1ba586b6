package sao.tokenizer;

import java.util.ArrayList;
import java.util.List;
import sao.token.TokenIds;

/// Decodes ids one at a time. A character whose bytes are spread over several tokens is returned whole, with the
/// last token; the concatenated parts equal [Tokenizer#decode] of all ids. The exception is a run of byte tokens
/// that is not valid text as a whole and decodes to replacement characters: the valid characters at its beginning
/// were returned before that was known.
///
/// One thread at a time.
public final class StreamingDecoder {
    private static final char REPLACEMENT = '\uFFFD'; // decoded from bytes that do not form a character

    private final Tokenizer tokenizer;
    private final boolean skipSpecials;
    private final List<Integer> ids = new ArrayList<>();
    private int given; // how many of `ids` have come out
    private String context = "";

    /// @param skipSpecials whether special tokens leave no text
    public StreamingDecoder(Tokenizer tokenizer, boolean skipSpecials) {
        this.tokenizer = tokenizer;
        this.skipSpecials = skipSpecials;
    }

    /// {@return the text of ids, as it streams}
    ///
    /// @param skipSpecials whether special tokens leave no text
    public static String text(Tokenizer tokenizer, TokenIds ids, boolean skipSpecials) {
        String whole = tokenizer.decode(ids, skipSpecials);
        if (whole.indexOf(REPLACEMENT) < 0) {
            return whole;
        }
        StreamingDecoder decoder = new StreamingDecoder(tokenizer, skipSpecials);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < ids.size(); i++) {
            text.append(decoder.next(ids.get(i)));
        }
        return text.append(decoder.finish()).toString();
    }

    /// {@return the text that this id completes, often empty}
    public String next(int id) {
        ids.add(id);
        String piece = fresh();
        if (piece.isEmpty() || piece.charAt(piece.length() - 1) == REPLACEMENT) {
            return "";
        }
        // the last piece stays as context: a decoder may treat the beginning of a text in its own way
        ids.subList(0, given).clear();
        given = ids.size();
        context = tokenizer.decode(TokenIds.of(ids), skipSpecials);
        return piece;
    }

    /// {@return what is left when no more ids come: bytes that never became a character}
    public String finish() {
        String piece = fresh();
        ids.clear();
        given = 0;
        context = "";
        return piece;
    }

    /// {@return the text behind what has come out}
    private String fresh() {
        String text = tokenizer.decode(TokenIds.of(ids), skipSpecials);
        return text.startsWith(context)
                ? text.substring(context.length())
                : tokenizer.decode(TokenIds.of(ids.subList(given, ids.size())), skipSpecials);
    }
}
