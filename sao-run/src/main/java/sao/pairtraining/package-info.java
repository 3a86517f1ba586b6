/// Training outside a run: given preference pairs come in, a model folder comes out. Knows nothing of the ledger,
/// of personas, of judges or of file formats, and leaves every computation to the trainer.
///
/// **Threads.** A [sao.pairtraining.PairTraining] runs on its caller's thread; the trainer calls its listener
/// from a thread of its own while the caller waits.
///
/// **Ownership.** A training owns its work folder, locked while it runs, from which an interrupted one resumes. No
/// argument may be null and no method returns null.
@NullMarked
package sao.pairtraining;

import org.jspecify.annotations.NullMarked;
