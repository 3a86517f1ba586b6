package sao.summarizer;

import java.util.List;
import sao.ledger.LedgerReader;

/// The round whose model a run hands over: the last whose model won against the start of its round.
public final class KeptRound {
    /// The ledger's key of the round's number.
    public static final String KEY = "kept_round";

    private KeptRound() {}

    /// {@return the number of the round whose model is the result of the run, from 1: the recorded one, or else the
    /// last
    /// round of the ledger}
    public static int of(LedgerReader reader) {
        List<Integer> rounds = reader.rounds();
        int last = rounds.isEmpty() ? 1 : rounds.getLast();
        return reader.meta(KEY).map(Integer::parseInt).orElse(last);
    }
}
