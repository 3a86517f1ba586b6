/// Renders the summary of a run, and the results of an experiment, as one HTML file. Knows nothing of models and
/// the command line.
///
/// **Threads.** A report is written on its caller's thread.
///
/// **Ownership.** Files are closed before a method returns. No argument may be null and no method returns null.
@NullMarked
package sao.report;

import org.jspecify.annotations.NullMarked;
