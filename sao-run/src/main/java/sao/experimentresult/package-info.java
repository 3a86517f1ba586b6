/// The results of an experiment, read from the ledgers of its cells: the primary figure of each arm with its
/// interval, its difference to the control arm, p-values with Holm's correction, and further figures. Knows
/// nothing of how cells are run, of the command line or of HTML.
///
/// **Threads.** All records are immutable; results may be read while another process runs the cells.
///
/// **Ownership.** Ledgers are closed before a method returns. No argument may be null and no method returns null.
@NullMarked
package sao.experimentresult;

import org.jspecify.annotations.NullMarked;
