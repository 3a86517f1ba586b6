package sao.stage;

import java.util.OptionalDouble;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.training.ReferenceMemory;

/// References of a run's training, in its ledger.
///
/// @param ledger of the run
record LedgerReferences(Ledger ledger) implements ReferenceMemory {
    private static final String PREFIX = "reference/";

    @Override
    public OptionalDouble find(String key) {
        try (LedgerReader reader = ledger.reader()) {
            return reader.meta(PREFIX + key).stream()
                    .mapToDouble(Double::parseDouble)
                    .findFirst();
        }
    }

    @Override
    public void keep(String key, double logProbability) {
        ledger.meta(PREFIX + key, Double.toString(logProbability));
    }
}
