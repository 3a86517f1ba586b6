package sao.summarizer;

import java.util.List;
import sao.ledger.LedgerReader;

/// The round whose model is the result of a run: the last round whose model won against its start model.
public final class KeptRound {
    /// The ledger's key of the round's number.
    public static final String KEY = "kept_round";

    private KeptRound() {}

    /// {@return the number of the round whose model is the result of the run, from 1: the recorded round, or
    /// else the ledger's last round}
    public static int of(LedgerReader reader) {
        List<Integer> rounds = reader.rounds();
        int last = rounds.isEmpty() ? 1 : rounds.getLast();
        return reader.meta(KEY).map(Integer::parseInt).orElse(last);
    }
}
