package sao.chat;

import java.util.Optional;
import sao.token.LogProbabilities;
import sao.token.TokenIds;

/// A text scored as the continuation of a prompt.
///
/// @param tokens ids of the continuation's tokens; empty if the model does not return them
/// @param logProbabilities of each of the continuation's tokens given the prompt and the tokens before it;
///     nats
public record Continuation(Optional<TokenIds> tokens, LogProbabilities logProbabilities) {
    /// @throws IllegalArgumentException if there are token ids, but not as many as log-probabilities
    public Continuation {
        if (tokens.isPresent() && tokens.get().size() != logProbabilities.size()) {
            throw new IllegalArgumentException(
                    "%d tokens, but %d log-probabilities".formatted(tokens.get().size(), logProbabilities.size()));
        }
    }

    /// A continuation with its token ids.
    ///
    /// @throws IllegalArgumentException if there are not as many log-probabilities as tokens
    public Continuation(TokenIds tokens, LogProbabilities logProbabilities) {
        this(Optional.of(tokens), logProbabilities);
    }
}
