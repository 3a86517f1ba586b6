package sao.dataset;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import sao.chat.Answer;
import sao.token.TokenIds;

/// Column values of answers; absent if the model did not return them.
final class AnswerColumns {
    private AnswerColumns() {}

    /// {@return the sum of the answer's log-probabilities; nats}
    static OptionalDouble logProbability(Answer answer) {
        return answer.logProbabilities().isPresent()
                ? OptionalDouble.of(answer.logProbabilities().get().sum())
                : OptionalDouble.empty();
    }

    /// {@return the number of tokens}
    static OptionalInt count(Optional<TokenIds> tokens) {
        return tokens.isPresent() ? OptionalInt.of(tokens.get().size()) : OptionalInt.empty();
    }
}
