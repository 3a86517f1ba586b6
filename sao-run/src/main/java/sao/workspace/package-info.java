/// A run on disk: its folder, its settings, its status and its log, and the formats that the embedding program reads
/// and writes for it. Knows nothing of models or stages.
///
/// **Threads.** All records are immutable; [sao.workspace.RunStatus] may be read while another process runs the run.
///
/// **Ownership.** The folder's lock belongs to the ledger that is open in it, not to this package.
@NullMarked
package sao.workspace;

import org.jspecify.annotations.NullMarked;
