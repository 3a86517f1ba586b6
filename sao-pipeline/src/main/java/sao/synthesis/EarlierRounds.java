package sao.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sao.content.ContentId;
import sao.domain.Prompt;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;

/// What the earlier rounds of a run have used: their prompts are not asked again, and their personas come again
/// only when a source has no others.
///
/// @param trained prompts that were accepted to train on, in the order of rounds and rows
/// @param heldOut prompts that were accepted for evaluation
/// @param personas personas that were drawn
record EarlierRounds(List<Prompt> trained, List<Prompt> heldOut, long personas) {
    static final EarlierRounds NONE = new EarlierRounds(List.of(), List.of(), 0);

    EarlierRounds {
        trained = List.copyOf(trained);
        heldOut = List.copyOf(heldOut);
    }

    /// {@return what the rounds before one have used}
    ///
    /// @param ledger of the run
    /// @param round from 1
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

    /// {@return a digest of all that a round takes from the earlier ones}
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
