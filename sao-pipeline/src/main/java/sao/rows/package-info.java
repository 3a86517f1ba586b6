/// The rows of a round in the ledger: personas, prompts, responses, judgments, pairs and drops, training steps
/// and measured figures. One class writes them, one reads them. Knows nothing of how they come about.
///
/// **Threads.** A [sao.rows.RoundWriter] may be used from any thread. A [sao.rows.RoundReader] belongs to one
/// thread at a time; any number of them may read, in other processes too, while a run writes.
///
/// **Ownership.** A reader that was opened with a folder is closed by the caller; one of a ledger's reader ends
/// with that. No argument may be null and no method returns null.
@NullMarked
package sao.rows;

import org.jspecify.annotations.NullMarked;
