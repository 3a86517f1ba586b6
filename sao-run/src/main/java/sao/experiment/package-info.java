/// Several runs as one experiment: a grid of settings (arms) and seeds, each cell a run in a folder of its own.
/// Cells of one seed take model calls from each other's ledgers. Knows nothing of the command line and of the
/// statistics of the results.
///
/// **Threads.** An experiment runs on its caller's thread, one cell after another; another thread may request a
/// stop. All records are immutable.
///
/// **Ownership.** The run of a cell holds the ledger and the lock of the cell's folder while it runs. No argument
/// may be null and no method returns null.
@NullMarked
package sao.experiment;

import org.jspecify.annotations.NullMarked;
