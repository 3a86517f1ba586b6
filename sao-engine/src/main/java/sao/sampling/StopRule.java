package sao.sampling;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import sao.token.Ending;
import sao.token.FinishReason;
import sao.token.TokenIds;
import sao.tokenizer.StreamingDecoder;
import sao.tokenizer.Tokenizer;

/// Decides when an answer ends, and decodes its text incrementally: whole characters only, and no text that
/// may be the beginning of a stop text.
public final class StopRule {
    private final Ending ending;
    private final Set<Integer> endOfTurn;
    private final boolean reads;
    private final StreamingDecoder decoder;
    private final StringBuilder text = new StringBuilder();
    private int count;
    private int searchable; // stop texts count from here
    private int given; // how much of the text was handed out
    private int cut = -1; // where the stop text begins that ended the answer
    private boolean endedByToken;

    /// @param endOfTurn ids that end the model's turn
    /// @param streams whether [#piece] is called; otherwise text is decoded only if stop texts need it
    public StopRule(Ending ending, Set<Integer> endOfTurn, Tokenizer tokenizer, boolean streams) {
        this.ending = ending;
        this.endOfTurn = endOfTurn;
        this.reads = streams || !ending.stop().isEmpty();
        this.decoder = new StreamingDecoder(tokenizer, true);
    }

    /// {@return the ids that must not be drawn next, since they would end the answer before its minimum length}
    public List<Set<Integer>> forbidden() {
        return count < ending.minimumTokens() ? List.of(endOfTurn, ending.stopTokens()) : List.of();
    }

    /// Appends the next token.
    ///
    /// @return why the answer ends with it, if it does
    public Optional<FinishReason> after(int token) {
        count++;
        endedByToken = endOfTurn.contains(token) || ending.stopTokens().contains(token);
        if (endedByToken) {
            return Optional.of(FinishReason.STOP);
        }
        if (reads) {
            int before = text.length();
            text.append(decoder.next(token));
            cut = count > ending.minimumTokens() ? firstStop(before) : -1;
            searchable = count > ending.minimumTokens() ? searchable : text.length();
        }
        if (cut >= 0) {
            return Optional.of(FinishReason.STOP);
        }
        return count >= ending.maximumTokens() ? Optional.of(FinishReason.LENGTH) : Optional.empty();
    }

    /// {@return the index of the first stop text, -1 if there is none}
    ///
    /// @param before length of the text that was searched already
    private int firstStop(int before) {
        int first = -1;
        for (String stop : ending.stop()) {
            int place = text.indexOf(stop, Math.max(searchable, before - stop.length() + 1));
            if (place >= 0 && (first < 0 || place < first)) {
                first = place;
            }
        }
        return first;
    }

    /// {@return the text that has become final since the last call}
    public String piece() {
        int certain = cut >= 0 ? cut : text.length() - begunStop();
        String piece = text.substring(given, Math.max(given, certain));
        given += piece.length();
        return piece;
    }

    /// {@return the rest of the text, once the answer has ended}
    public String lastPiece() {
        if (cut < 0) {
            text.append(decoder.finish());
        }
        String piece = text.substring(given, cut < 0 ? text.length() : cut);
        given += piece.length();
        return piece;
    }

    /// {@return the number of characters at the end that may begin an incomplete stop text}
    private int begunStop() {
        int longest = 0;
        for (String stop : ending.stop()) {
            int most = Math.min(stop.length() - 1, text.length() - searchable);
            for (int length = most; length > longest; length--) {
                if (text.indexOf(stop.substring(0, length), text.length() - length) >= 0) {
                    longest = length;
                }
            }
        }
        return longest;
    }

    /// {@return the text of the ended answer}
    ///
    /// @param ids all of its tokens
    public String text(TokenIds ids, Tokenizer tokenizer) {
        if (cut >= 0) {
            return text.substring(0, cut);
        }
        return StreamingDecoder.text(tokenizer, endedByToken ? ids.slice(0, ids.size() - 1) : ids, true);
    }
}
