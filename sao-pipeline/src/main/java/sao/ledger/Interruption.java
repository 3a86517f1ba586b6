package sao.ledger;

import java.util.concurrent.CancellationException;

/// Turns an interrupt into an exception that ends a row and leaves the interrupt visible.
final class Interruption {
    private Interruption() {}

    static CancellationException of(String waitedFor) {
        Thread.currentThread().interrupt();
        return new CancellationException("interrupted while waiting for " + waitedFor);
    }
}
