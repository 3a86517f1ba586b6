/// A run in plain data: what was measured, how rows became pairs, who judged, how the training went, what
/// it took. Put together from the ledger, while the run goes on or years later. Knows nothing of HTML,
/// tensors or the command line, and never asks a model anything.
///
/// **Threads.** Everything is computed on the caller's thread; records are immutable.
///
/// **Ownership.** A [sao.ledger.LedgerReader] given to a method stays the caller's. A
/// [sao.summary.RunSummary] is all that a page needs: who has one may render it, compare it or keep it as
/// JSON.
@NullMarked
package sao.summary;

import org.jspecify.annotations.NullMarked;
