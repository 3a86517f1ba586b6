/// The memory of a run: a folder with one SQLite file that holds every model call, every row with what
/// became of it, and every step of training. Knows nothing of how personas, prompts, judgments or pairs
/// come about, and of models only the one door.
///
/// **Threads.** A [sao.ledger.Ledger] may be used from any number of threads; one thread of its own writes.
/// A [sao.ledger.LedgerReader] belongs to one thread at a time; any number of them may read, from other
/// processes too, while a run writes.
///
/// **Ownership.** A ledger holds the lock on its folder until it is closed. Models that are remembered stay
/// the caller's. No argument may be null and no method returns null.
@NullMarked
package sao.ledger;

import org.jspecify.annotations.NullMarked;
