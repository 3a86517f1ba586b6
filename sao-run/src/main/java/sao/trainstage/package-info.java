/// The training stage of a round: from preference pairs to a model folder, with what the ledger keeps of it; and
/// what a training outside a run shares with it. Knows nothing of how pairs are made or of how a trainer computes.
///
/// **Threads.** The stage runs on its caller's thread; the trainer calls the recorder from a thread of its own
/// while the
/// caller waits.
///
/// **Ownership.** The stage closes the model that it opens; the ledger belongs to the run. No argument may be null.
@NullMarked
package sao.trainstage;

import org.jspecify.annotations.NullMarked;
