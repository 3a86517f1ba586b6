/// The report of a run: one HTML file that opens from disk. Knows nothing of models or the command line; it renders
/// the summary that it is given.
///
/// **Threads.** A report is written on its caller's thread.
///
/// **Ownership.** Nothing is kept open between calls. No argument may be null and no method returns null.
@NullMarked
package sao.report;

import org.jspecify.annotations.NullMarked;
