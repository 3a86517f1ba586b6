package sao.pairing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sao.content.ContentId;
import sao.domain.Judgment;
import sao.domain.PreferencePair;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.judging.Ranking;
import sao.pairing.Selection.Excluded;
import sao.pairing.Selection.Reason;
import sao.pairing.Selection.Selected;

/// Selects preference pairs from judged prompts.
///
/// @param rules rules of pair selection
/// @param round round of the run, from 1
/// @param judge name of the judge
/// @param anchoredFrom first slot with a response of an anchor model, or to the bare prompt where others had a hint:
///     responses from this slot on can only be rejected, and all others can only be chosen; empty if each response
///     can be either
public record PairSelection(PairRules rules, int round, String judge, OptionalInt anchoredFrom) {
    /// Creates a selection among responses of one model.
    ///
    /// @param rules rules of pair selection
    /// @param round round of the run, from 1
    /// @param judge name of the judge
    public PairSelection(PairRules rules, int round, String judge) {
        this(rules, round, judge, OptionalInt.empty());
    }

    /// Ranks responses with a judge.
    @FunctionalInterface
    public interface Ranker {
        /// {@return the ranking of these responses}
        ///
        /// @param usable two or more responses to a prompt
        Ranking rank(List<Response> usable);
    }

    /// The outcome of pair selection for a prompt.
    ///
    /// @param match the compared responses; empty if fewer than two responses were usable
    /// @param selection the pair, or the reason for its exclusion
    public record Outcome(Optional<Match> match, Selection selection) {}

    /// The responses that pass the rules that need no judge.
    ///
    /// @param usable responses that are candidates for a pair, with distinct texts
    /// @param excluded reason if fewer than two responses are usable; otherwise empty
    record Screened(List<Response> usable, Optional<Excluded> excluded) {
        Screened {
            usable = List.copyOf(usable);
        }
    }

    /// Selects a pair from the responses to a prompt: excludes unusable responses, ranks the others, takes the
    /// best and the worst, and applies the rules to them. With [TruncatedAnswers#ALIKE] this is done separately for
    /// the responses that ended and for those that were truncated; of the results with a pair the one with the
    /// larger log-odds is returned.
    ///
    /// @param prompt prompt of the responses
    /// @param responses all responses to the prompt
    /// @param flags flags of each response, in the same order
    /// @param ranker called once for each group of two or more usable responses; its exceptions are passed on
    /// @return the pair, or the reason for its exclusion
    public Outcome select(Prompt prompt, List<Response> responses, List<Set<ResponseFlag>> flags, Ranker ranker) {
        Screened screened = screen(responses, flags);
        if (screened.excluded().isPresent()) {
            return new Outcome(Optional.empty(), screened.excluded().get());
        }
        List<Outcome> outcomes = groups(screened.usable()).stream()
                .map(group -> match(ranker.rank(group)))
                .sorted(Comparator.comparingDouble(Match::logOdds).reversed()) // stable: ended responses first
                .map(match -> new Outcome(Optional.of(match), select(prompt, match)))
                .toList();
        return outcomes.stream()
                .filter(outcome -> outcome.selection() instanceof Selected)
                .findFirst()
                .orElseGet(outcomes::getFirst);
    }

    /// {@return the groups of responses that a pair is selected from: all responses; with [TruncatedAnswers#ALIKE]
    /// those that ended, then those that were truncated, groups that allow no pair left out}
    private List<List<Response>> groups(List<Response> usable) {
        if (rules.truncated() != TruncatedAnswers.ALIKE) {
            return List.of(usable);
        }
        Map<Boolean, List<Response>> byEnd = usable.stream().collect(Collectors.partitioningBy(Response::truncated));
        return Stream.of(false, true).map(byEnd::get).filter(this::allowsPair).toList();
    }

    /// {@return the responses that are usable independently of a judgment}
    Screened screen(List<Response> responses, List<Set<ResponseFlag>> flags) {
        List<Response> usable = new ArrayList<>();
        Optional<Excluded> first = Optional.empty();
        for (int i = 0; i < responses.size(); i++) {
            Optional<Excluded> excluded = unusable(responses.get(i), flags.get(i));
            if (excluded.isEmpty()) {
                usable.add(responses.get(i));
            } else if (first.isEmpty()) {
                first = excluded;
            }
        }
        if (allowsPair(usable)) {
            first = usable.size() > 2 ? Optional.empty() : lengthRatio(usable.getFirst(), usable.getLast());
            if (groups(usable).isEmpty()) {
                long truncated = usable.stream().filter(Response::truncated).count();
                first = excluded(
                        Reason.UNLIKE_TRUNCATION,
                        "%d truncated, %d ended".formatted(truncated, usable.size() - truncated));
            }
        }
        return new Screened(usable, first);
    }

    /// {@return whether at least one response can be chosen and another one rejected}
    private boolean allowsPair(List<Response> responses) {
        long anchored = responses.stream().filter(this::isAnchored).count();
        return responses.size() >= 2 && (anchoredFrom.isEmpty() || (anchored > 0 && anchored < responses.size()));
    }

    private boolean isAnchored(Response response) {
        return anchoredFrom.isPresent() && response.slot() >= anchoredFrom.getAsInt();
    }

    private Optional<Excluded> unusable(Response response, Set<ResponseFlag> flags) {
        String slot = "slot %d".formatted(response.slot());
        if (flags.contains(ResponseFlag.EMPTY)) {
            return excluded(Reason.EMPTY_RESPONSE, slot);
        }
        if (flags.contains(ResponseFlag.TWIN)) {
            return excluded(Reason.IDENTICAL_RESPONSES, "%s, %d code points".formatted(slot, length(response)));
        }
        if (flags.contains(ResponseFlag.TRUNCATED) && rules.truncated() == TruncatedAnswers.DROP) {
            OptionalInt tokens = response.answer().completionTokens();
            return excluded(
                    Reason.TRUNCATED_RESPONSE,
                    tokens.isPresent() ? "%s after %d tokens".formatted(slot, tokens.getAsInt()) : slot);
        }
        if (rules.flagged() == FlaggedAnswers.KEEP) {
            return Optional.empty();
        }
        if (flags.contains(ResponseFlag.REFUSAL)) {
            return excluded(Reason.REFUSAL, slot);
        }
        if (flags.contains(ResponseFlag.LOOP)) {
            return excluded(Reason.LOOP, slot);
        }
        return flags.contains(ResponseFlag.TEMPLATE_LEAKAGE)
                ? excluded(Reason.TEMPLATE_LEAKAGE, slot)
                : Optional.empty();
    }

    private Optional<Excluded> lengthRatio(Response first, Response second) {
        double longer = Math.max(length(first), length(second));
        double shorter = Math.min(length(first), length(second));
        return longer > rules.maximumLengthRatio() * shorter
                ? excluded(Reason.LENGTH_RATIO, "%.0f against %.0f code points".formatted(longer, shorter))
                : Optional.empty();
    }

    /// {@return the two responses of a ranking that are candidates for a pair}
    private Match match(Ranking ranking) {
        return anchoredFrom.isPresent()
                ? Match.of(ranking, rules.lengthRho(), this::isAnchored)
                : Match.of(ranking, rules.lengthRho());
    }

    /// {@return the pair of a judged prompt, or the reason for its exclusion}
    ///
    /// @param prompt prompt of the responses
    /// @param match two usable responses with their judgment
    Selection select(Prompt prompt, Match match) {
        Optional<Excluded> ratio = lengthRatio(match.first(), match.second());
        if (ratio.isPresent()) {
            return ratio.get();
        }
        return switch (match.judgment()) {
            case Judgment.Unreadable(String reason, String evidence) ->
                new Excluded(Reason.UNREADABLE_JUDGMENT, reason + ": " + evidence);
            case Judgment.Tied tied -> new Excluded(Reason.TIED_JUDGMENT, "log-odds %s".formatted(tied.given()));
            case Judgment.Ranked ranked ->
                match.ordered() && !ranked.firstWins()
                        ? new Excluded(
                                Reason.CONTRADICTING_RANKING,
                                "log-odds %s of best against worst".formatted(ranked.logOdds()))
                        : rank(prompt, match.first(), match.second(), ranked);
        };
    }

    private Selection rank(Prompt prompt, Response first, Response second, Judgment.Ranked ranked) {
        double margin = Math.abs(ranked.logOdds());
        if (margin < rules.minimumMargin()) {
            return new Excluded(Reason.SMALL_MARGIN, "%.4f nats".formatted(margin));
        }
        return ranked.firstWins()
                ? new Selected(pair(prompt, first, second, ranked))
                : new Selected(pair(prompt, second, first, ranked.mirrored()));
    }

    private PreferencePair pair(Prompt prompt, Response chosen, Response rejected, Judgment.Ranked ranked) {
        return new PreferencePair(
                id(prompt, chosen, rejected),
                round,
                prompt.personaId(),
                prompt.conversation(),
                chosen.promptTokens(),
                chosen.answer(),
                rejected.answer(),
                ranked.probability(),
                ranked.given(),
                ranked.swapped(),
                judge);
    }

    private String id(Prompt prompt, Response chosen, Response rejected) {
        return ContentId.of(Map.of(
                "kind",
                "pair",
                "round",
                round,
                "prompt",
                prompt.id(),
                "chosen",
                chosen.id(),
                "rejected",
                rejected.id(),
                "judge",
                judge));
    }

    private static int length(Response response) {
        return response.text().codePointCount(0, response.text().length());
    }

    private static Optional<Excluded> excluded(Reason reason, String evidence) {
        return Optional.of(new Excluded(reason, evidence));
    }
}
