package sao.generation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import sao.domain.TokenIds;
import sao.tokenizer.StreamingDecoder;
import sao.tokenizer.Tokenizer;

/// When one answer ends: at a token that ends the turn, or at a text.
final class StopRule {
    private final Set<Integer> tokens;
    private final List<String> texts;
    private final Optional<StreamingDecoder> decoder;
    private final StringBuilder text = new StringBuilder();

    /// @param tokens that end the turn
    /// @param texts that end the answer
    StopRule(Set<Integer> tokens, List<String> texts, Tokenizer tokenizer) {
        this.tokens = tokens;
        this.texts = texts;
        this.decoder = texts.isEmpty() ? Optional.empty() : Optional.of(new StreamingDecoder(tokenizer, true));
    }

    /// {@return whether the answer ends with this token}
    boolean ends(int token) {
        if (tokens.contains(token)) {
            return true;
        }
        if (decoder.isEmpty()) {
            return false;
        }
        text.append(decoder.get().next(token));
        return first(text) >= 0;
    }

    private int first(CharSequence searched) {
        int first = -1;
        for (String stop : texts) {
            int place = searched.toString().indexOf(stop);
            if (place >= 0 && (first < 0 || place < first)) {
                first = place;
            }
        }
        return first;
    }

    /// {@return the text of the whole answer, cut where a stop text begins}
    String text(TokenIds ids, Tokenizer tokenizer) {
        String whole = tokenizer.decode(ids, true);
        int cut = first(whole);
        return cut < 0 ? whole : whole.substring(0, cut);
    }
}
