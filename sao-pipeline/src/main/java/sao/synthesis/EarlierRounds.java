package sao.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sao.content.ContentId;
import sao.domain.Prompt;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;

/// The prompts and personas of the earlier rounds of a run. Their prompts are not accepted again, and their
/// personas are reused only when the source is exhausted.
///
/// @param trained prompts accepted for training, ordered by round and row
/// @param heldOut prompts accepted for evaluation, ordered by round and row
/// @param personas number of personas drawn
record EarlierRounds(List<Prompt> trained, List<Prompt> heldOut, long personas) {
    static final EarlierRounds NONE = new EarlierRounds(List.of(), List.of(), 0);

    EarlierRounds {
        trained = List.copyOf(trained);
        heldOut = List.copyOf(heldOut);
    }

    /// {@return the prompts and personas of all rounds before `round`}
    ///
    /// @param ledger ledger of the run
    /// @param round number of the round, from 1
    static EarlierRounds before(Ledger ledger, int round) {
        if (round == 1) {
            return NONE;
        }
        List<Prompt> trained = new ArrayList<>();
        List<Prompt> heldOut = new ArrayList<>();
        long personas = 0;
        try (LedgerReader reader = ledger.reader()) {
            for (int earlier = 1; earlier < round; earlier++) {
                trained.addAll(reader.round(earlier).prompts(false));
                heldOut.addAll(reader.round(earlier).prompts(true));
                personas += reader.round(earlier).funnel().personas();
            }
        }
        return new EarlierRounds(trained, heldOut, personas);
    }

    boolean isEmpty() {
        return trained.isEmpty() && heldOut.isEmpty() && personas == 0;
    }

    /// {@return a digest of the ids of these prompts and the number of personas}
    String identity() {
        return ContentId.of(Map.of(
                "kind",
                "earlier_rounds",
                "trained",
                trained.stream().map(Prompt::id).toList(),
                "held_out",
                heldOut.stream().map(Prompt::id).toList(),
                "personas",
                personas));
    }
}
