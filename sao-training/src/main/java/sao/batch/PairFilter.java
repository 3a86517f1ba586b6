package sao.batch;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sao.chat.Answer;
import sao.domain.PreferencePair;
import sao.error.SaoException;
import sao.heldout.PairSplit;
import sao.token.FinishReason;
import sao.token.TokenIds;

/// The pairs that a training uses. Pairs that are left out are counted by reason; none is truncated.
///
/// @param kept the pairs that are trained, in the order given
/// @param heldOut the pairs on which the training is measured, in the order given; may be empty
/// @param dropped pairs left out of both, by reason; reasons without a pair are absent
public record PairFilter(List<TrainingPair> kept, List<TrainingPair> heldOut, Map<DropReason, Integer> dropped) {
    /// Filters pairs, of which some may be held out.
    ///
    /// @param limits what the model can read
    /// @throws SaoException if no pair is left to train, a pair's beginning is wrong, or a token id is outside the
    ///     vocabulary
    public static PairFilter of(PairSplit pairs, DataSettings settings, TokenRules rules, Limits limits) {
        PairFilter trained = filtered(pairs.trained(), settings, rules, limits);
        PairFilter heldOut = filtered(pairs.heldOut(), settings, rules, limits);
        Map<DropReason, Integer> dropped = new EnumMap<>(DropReason.class);
        dropped.putAll(trained.dropped());
        heldOut.dropped().forEach((reason, count) -> dropped.merge(reason, count, Integer::sum));
        if (trained.kept().isEmpty()) {
            throw new SaoException(
                    "None of %d pairs can be trained: %s."
                            .formatted(pairs.trained().size(), dropped),
                    "Look at the reasons; raise train.max_tokens, or make more pairs.");
        }
        return new PairFilter(trained.kept(), heldOut.kept(), dropped);
    }

    /// Filters pairs of which none is held out.
    ///
    /// @param limits what the model can read
    /// @throws SaoException as for a division
    public static PairFilter of(List<PreferencePair> pairs, DataSettings settings, TokenRules rules, Limits limits) {
        return of(new PairSplit(pairs, List.of()), settings, rules, limits);
    }

    private static PairFilter filtered(
            List<PreferencePair> pairs, DataSettings settings, TokenRules rules, Limits limits) {
        List<TrainingPair> kept = new ArrayList<>();
        Map<DropReason, Integer> dropped = new EnumMap<>(DropReason.class);
        for (PreferencePair pair : pairs) {
            Optional<DropReason> reason = reason(pair, settings, rules, limits);
            if (reason.isPresent()) {
                dropped.merge(reason.get(), 1, Integer::sum);
            } else {
                rules.checkBeginning(pair);
                limits.checkIds(pair);
                kept.add(TrainingPair.of(pair));
            }
        }
        return new PairFilter(kept, List.of(), dropped);
    }

    /// The limits of the model.
    ///
    /// @param contextTokens most tokens of a sequence
    /// @param vocabularySize every id is below it
    public record Limits(int contextTokens, int vocabularySize) {
        void checkIds(PreferencePair pair) {
            for (TokenIds tokens : List.of(
                    pair.promptTokens().orElseThrow(),
                    pair.chosen().tokens().orElseThrow(),
                    pair.rejected().tokens().orElseThrow())) {
                for (int i = 0; i < tokens.size(); i++) {
                    if (tokens.get(i) < 0 || tokens.get(i) >= vocabularySize) {
                        throw new SaoException(
                                "Pair %s has the token id %d, but the model has only %d tokens."
                                        .formatted(pair.id(), tokens.get(i), vocabularySize),
                                "Train the model that sampled the pairs.");
                    }
                }
            }
        }
    }

    private static Optional<DropReason> reason(
            PreferencePair pair, DataSettings settings, TokenRules rules, Limits limits) {
        TokenIds chosen = pair.chosen().tokens().orElseThrow();
        TokenIds rejected = pair.rejected().tokens().orElseThrow();
        int prompt = pair.promptTokens().orElseThrow().size();
        if (chosen.size() == 0 || rejected.size() == 0) {
            return Optional.of(DropReason.EMPTY_ANSWER);
        }
        if (chosen.equals(rejected)) {
            return Optional.of(DropReason.IDENTICAL_ANSWERS);
        }
        if (prompt > settings.maximumPromptTokens()) {
            return Optional.of(DropReason.PROMPT_TOO_LONG);
        }
        int longest = prompt + Math.max(chosen.size(), rejected.size());
        if (longest > Math.min(settings.maximumTokens(), limits.contextTokens())) {
            return Optional.of(DropReason.PAIR_TOO_LONG);
        }
        if (neverEnds(pair.chosen(), rules) || neverEnds(pair.rejected(), rules)) {
            return Optional.of(DropReason.NO_END_OF_TURN);
        }
        return Optional.empty();
    }

    private static boolean neverEnds(Answer answer, TokenRules rules) {
        return answer.finishReason() == FinishReason.STOP
                && !rules.ends(answer.tokens().orElseThrow());
    }
}
