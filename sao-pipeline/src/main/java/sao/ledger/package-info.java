/// The ledger of a run: a folder with one SQLite file that holds every model call, every row with its outcome,
/// and every training step. Opens it for one writer and any number of readers, merges two, upgrades older
/// versions and verifies all digests. Knows nothing of how personas, prompts, judgments or pairs come about,
/// and of models only [sao.chat.ChatModel].
///
/// **Threads.** A [sao.ledger.Ledger] may be used from any number of threads. A [sao.ledger.LedgerReader]
/// belongs to one thread at a time; any number of them may read, in other processes too, while a run writes.
///
/// **Ownership.** A ledger holds the lock on its folder until it is closed. Models stay the caller's. No
/// argument may be null and no method returns null.
@NullMarked
package sao.ledger;

import org.jspecify.annotations.NullMarked;
