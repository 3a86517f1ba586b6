package sao.trainstage;

import java.util.OptionalDouble;
import sao.ledger.Ledger;
import sao.training.ReferenceMemory;

/// The reference log-probabilities of a run's training, stored in its ledger.
///
/// @param ledger of the run
record LedgerReferences(Ledger ledger) implements ReferenceMemory {
    @Override
    public OptionalDouble find(String key) {
        return ledger.reference(key);
    }

    @Override
    public void keep(String key, double logProbability) {
        ledger.reference(key, logProbability);
    }
}
