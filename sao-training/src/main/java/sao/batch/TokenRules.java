package sao.batch;

import java.util.Optional;
import java.util.Set;
import sao.domain.PreferencePair;
import sao.error.SaoException;
import sao.token.TokenIds;

/// The beginning and end tokens of a model, checked on every pair.
///
/// @param beginning the token that stands once at the beginning of every prompt, if the tokenizer has one
/// @param endOfTurn the tokens of which one ends an answer that ended by itself; empty: not known, not
///     checked
public record TokenRules(Optional<Integer> beginning, Set<Integer> endOfTurn) {
    /// Refuses a prompt whose beginning token is missing or doubled, and an answer that begins with it.
    ///
    /// @throws SaoException if so: the pairs were made for another tokenizer or encoded twice
    void checkBeginning(PreferencePair pair) {
        if (beginning.isEmpty()) {
            return;
        }
        int token = beginning.get();
        int count = leading(pair.promptTokens().orElseThrow(), token);
        if (count != 1) {
            throw new SaoException(
                    "The prompt of pair %s begins with %d beginning-of-text tokens (id %d), but it must be exactly 1."
                            .formatted(pair.id(), count, token),
                    "Encode prompts with this model's own chat template and tokenizer, without adding special tokens"
                            + " to a text that has them.");
        }
        if (leading(pair.chosen().tokens().orElseThrow(), token)
                        + leading(pair.rejected().tokens().orElseThrow(), token)
                > 0) {
            throw new SaoException(
                    "An answer of pair %s begins with the beginning-of-text token (id %d).".formatted(pair.id(), token),
                    "Encode answers without special tokens at their beginning.");
        }
    }

    private static int leading(TokenIds tokens, int token) {
        int count = 0;
        while (count < tokens.size() && tokens.get(count) == token) {
            count++;
        }
        return count;
    }

    /// {@return whether these tokens end with an end of turn, or none is known}
    boolean ends(TokenIds answer) {
        return endOfTurn.isEmpty() || endOfTurn.contains(answer.get(answer.size() - 1));
    }
}
