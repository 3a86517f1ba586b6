package sao.chat;

import java.util.Optional;
import java.util.OptionalInt;
import sao.token.FinishReason;
import sao.token.LogProbabilities;
import sao.token.TokenIds;

/// One answer of a model. Training uses the token ids where they are present; a model without
/// [Capabilities#tokenIds] returns text only, and the trainer encodes it.
///
/// @param text the decoded tokens without special tokens; a stop text is cut off
/// @param tokens the sampled ids, the end-of-turn token included when the model ended its turn; empty if the
///     model does not return them
/// @param logProbabilities of each token given all before it, before temperature and filters; nats; empty if
///     the model does not return them
/// @param completionTokens number of tokens generated, the end-of-turn token included; empty if unknown
/// @param finishReason why generation ended
/// @param seed the seed that draws this answer again in a call of its own
public record Answer(
        String text,
        Optional<TokenIds> tokens,
        Optional<LogProbabilities> logProbabilities,
        OptionalInt completionTokens,
        FinishReason finishReason,
        long seed) {
    /// @throws IllegalArgumentException if the numbers of tokens, log-probabilities and completion tokens
    ///     that are present differ
    public Answer {
        OptionalInt count = completionTokens;
        tokens.ifPresent(ids -> requireCount(ids.size(), "tokens", count));
        logProbabilities.ifPresent(values -> requireCount(values.size(), "log-probabilities", count));
        if (tokens.isPresent()
                && logProbabilities.isPresent()
                && tokens.get().size() != logProbabilities.get().size()) {
            throw new IllegalArgumentException("%d tokens, but %d log-probabilities"
                    .formatted(tokens.get().size(), logProbabilities.get().size()));
        }
        if (completionTokens.isPresent() && completionTokens.getAsInt() < 0) {
            throw new IllegalArgumentException("%d completion tokens".formatted(completionTokens.getAsInt()));
        }
    }

    /// An answer with its token ids and log-probabilities.
    ///
    /// @throws IllegalArgumentException if there are not as many log-probabilities as tokens
    public Answer(String text, TokenIds tokens, LogProbabilities logProbabilities, FinishReason reason, long seed) {
        this(text, Optional.of(tokens), Optional.of(logProbabilities), OptionalInt.of(tokens.size()), reason, seed);
    }

    private static void requireCount(int size, String what, OptionalInt count) {
        if (count.isPresent() && count.getAsInt() != size) {
            throw new IllegalArgumentException(
                    "%d %s, but %d completion tokens".formatted(size, what, count.getAsInt()));
        }
    }

    /// {@return an answer of which only the text is known: no token ids, log-probabilities or token count}
    public static Answer ofText(String text, FinishReason reason, long seed) {
        return new Answer(text, Optional.empty(), Optional.empty(), OptionalInt.empty(), reason, seed);
    }

    /// {@return an answer with token ids but without log-probabilities}
    public static Answer ofTokens(String text, TokenIds tokens, FinishReason reason, long seed) {
        return new Answer(text, Optional.of(tokens), Optional.empty(), OptionalInt.of(tokens.size()), reason, seed);
    }

    /// {@return this answer without log-probabilities}
    public Answer withoutLogProbabilities() {
        return new Answer(text, tokens, Optional.empty(), completionTokens, finishReason, seed);
    }
}
