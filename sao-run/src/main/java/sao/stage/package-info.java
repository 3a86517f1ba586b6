/// The stages of one round: synthesis, audit, training, export and evaluation. Each reuses the results that the
/// ledger holds and computes the missing ones. Knows nothing of the command line, of Parquet or of the order of
/// rounds.
///
/// **Threads.** A stage runs on its caller's thread; another thread may request a stop.
///
/// **Ownership.** A stage closes the models that it opens; the ledger belongs to the run.
@NullMarked
package sao.stage;

import org.jspecify.annotations.NullMarked;
