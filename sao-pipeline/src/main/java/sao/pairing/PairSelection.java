package sao.pairing;

import java.util.Map;
import java.util.Optional;
import sao.domain.Judgment;
import sao.domain.PreferencePair;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.ledger.ContentId;
import sao.pairing.Selection.Excluded;
import sao.pairing.Selection.Reason;
import sao.pairing.Selection.Selected;

/// Makes preference pairs of judged prompts.
///
/// @param rules which pairs are good enough
/// @param round of the run, from 1
/// @param judge name of the judge whose judgments come in
public record PairSelection(PairRules rules, int round, String judge) {
    /// {@return why two answers can make no pair whatever a judge says of them: ask before paying for a
    /// judgment}
    public Optional<Excluded> screen(Response first, Response second) {
        if (first.text().isBlank() || second.text().isBlank()) {
            return excluded(
                    Reason.EMPTY_RESPONSE, "slot %d".formatted((first.text().isBlank() ? first : second).slot()));
        }
        if (first.text().equals(second.text())) {
            return excluded(Reason.IDENTICAL_RESPONSES, "%d code points".formatted(length(first)));
        }
        if (rules.truncated() == TruncatedAnswers.DROP && (first.truncated() || second.truncated())) {
            Response cut = first.truncated() ? first : second;
            return excluded(
                    Reason.TRUNCATED_RESPONSE,
                    "slot %d after %d tokens"
                            .formatted(cut.slot(), cut.answer().tokens().size()));
        }
        double longer = Math.max(length(first), length(second));
        double shorter = Math.min(length(first), length(second));
        if (longer > rules.maximumLengthRatio() * shorter) {
            return excluded(Reason.LENGTH_RATIO, "%.0f against %.0f code points".formatted(longer, shorter));
        }
        return Optional.empty();
    }

    /// {@return the pair of a judged prompt, or why there is none}
    ///
    /// @param prompt what was asked
    /// @param first the response in the judge's first place
    /// @param second the other one
    /// @param judgment what the judge said of them
    public Selection select(Prompt prompt, Response first, Response second, Judgment judgment) {
        Optional<Excluded> screened = screen(first, second);
        if (screened.isPresent()) {
            return screened.get();
        }
        return switch (judgment) {
            case Judgment.Unreadable(String reason, String evidence) ->
                new Excluded(Reason.UNREADABLE_JUDGMENT, reason + ": " + evidence);
            case Judgment.Tied tied -> new Excluded(Reason.TIED_JUDGMENT, "log-odds %s".formatted(tied.given()));
            case Judgment.Ranked ranked -> rank(prompt, first, second, ranked);
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
                prompt.text(),
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
