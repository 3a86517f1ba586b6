package sao.tokenizer;

import java.util.ArrayList;
import java.util.List;
import sao.domain.TokenIds;

/// Decodes ids one at a time. A character whose bytes are spread over several tokens comes out whole, with
/// the last of them; all pieces together are what [Tokenizer#decode] makes of all ids.
///
/// One thread at a time.
public final class StreamingDecoder {
    private static final char REPLACEMENT = '\uFFFD'; // what bytes that are no character, or not yet, decode to

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

    /// {@return the text that this id completes, often empty}
    public String next(int id) {
        ids.add(id);
        String text = tokenizer.decode(TokenIds.of(ids), skipSpecials);
        if (text.length() <= context.length() || text.charAt(text.length() - 1) == REPLACEMENT) {
            return "";
        }
        String piece = text.substring(context.length());
        // the last piece stays as context: a decoder may treat the beginning of a text in its own way
        ids.subList(0, given).clear();
        given = ids.size();
        context = tokenizer.decode(TokenIds.of(ids), skipSpecials);
        return piece;
    }

    /// {@return what is left when no more ids come: bytes that never became a character}
    public String finish() {
        String text = tokenizer.decode(TokenIds.of(ids), skipSpecials);
        String piece = text.substring(Math.min(context.length(), text.length()));
        ids.clear();
        given = 0;
        context = "";
        return piece;
    }
}
