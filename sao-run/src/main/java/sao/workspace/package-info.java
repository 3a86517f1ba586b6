/// A run on disk: its folder, settings, status and log, and the file formats that the embedding program implements.
/// Knows nothing of models or stages.
///
/// **Threads.** All records are immutable; [sao.workspace.RunStatus] may be read while another process runs the
/// run.
///
/// **Ownership.** The lock on a run's folder belongs to the open ledger, not to this package.
@NullMarked
package sao.workspace;

import org.jspecify.annotations.NullMarked;
