package sao.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import sao.chat.Answer;
import sao.domain.PreferencePair;
import sao.model.TurnEncoder;
import sao.token.FinishReason;
import sao.token.TokenIds;

/// Pairs of which each has token ids. Pairs of a model that returns text only are encoded with the trainer's own
/// tokenizer and chat template. That is not exact: the sampler may have split the same text into other tokens.
/// Log-probabilities of such pairs are dropped, since they belong to the sampler's tokens.
///
/// @param pairs as given, with token ids
/// @param encoded number of pairs that were encoded from their text
public record EncodedPairs(List<PreferencePair> pairs, int encoded) {
    public EncodedPairs {
        pairs = List.copyOf(pairs);
    }

    /// {@return the pairs with token ids; those that have them unchanged}
    ///
    /// @param encoder called once, if a pair has no ids
    public static EncodedPairs of(List<PreferencePair> pairs, Supplier<TurnEncoder> encoder) {
        if (pairs.stream().allMatch(PreferencePair::hasTokenIds)) {
            return new EncodedPairs(pairs, 0);
        }
        TurnEncoder own = encoder.get();
        List<PreferencePair> all = new ArrayList<>(pairs.size());
        int encoded = 0;
        for (PreferencePair pair : pairs) {
            all.add(pair.hasTokenIds() ? pair : encoded(pair, own));
            encoded += pair.hasTokenIds() ? 0 : 1;
        }
        return new EncodedPairs(all, encoded);
    }

    /// {@return a sentence for the user and the record; empty if every pair had its ids}
    public Optional<String> warning() {
        return encoded == 0
                ? Optional.empty()
                : Optional.of(
                        "%d of %d pairs have no token ids: their text was encoded again with this model's tokenizer, which is not exact, and the parity check cannot compare them."
                                .formatted(encoded, pairs.size()));
    }

    private static PreferencePair encoded(PreferencePair pair, TurnEncoder encoder) {
        return new PreferencePair(
                pair.id(),
                pair.round(),
                pair.personaId(),
                pair.prompt(),
                Optional.of(encoder.prompt(pair.prompt())),
                encoded(pair.chosen(), encoder),
                encoded(pair.rejected(), encoder),
                pair.probability(),
                pair.logOddsGiven(),
                pair.logOddsSwapped(),
                pair.judge());
    }

    private static Answer encoded(Answer answer, TurnEncoder encoder) {
        TokenIds tokens =
                answer.finishReason() == FinishReason.STOP ? encoder.answer(answer.text()) : encoder.cut(answer.text());
        return Answer.ofTokens(
                answer.text(), answer.text().isEmpty() ? TokenIds.of() : tokens, answer.finishReason(), answer.seed());
    }
}
