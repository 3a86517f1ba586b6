/// Training outside a run: a file of preference pairs comes in, a model folder comes out. Knows nothing of
/// the ledger, of personas or of judges, and leaves every computation to the trainer.
///
/// **Threads.** A [sao.tuning.Tuning] runs on its caller's thread; the trainer calls its listener from a
/// thread of its own, while the caller waits.
///
/// **Ownership.** A tuning owns its work folder, locked while it runs, from which a killed one goes on. No
/// argument may be null and no method returns null.
@NullMarked
package sao.tuning;

import org.jspecify.annotations.NullMarked;
