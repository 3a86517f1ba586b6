/// What people look at: the report of a run, one HTML file that opens from disk, and curves for
/// TensorBoard. Knows nothing of ledgers, models or the command line; it shows what a
/// [sao.summary.RunSummary] says.
///
/// What models wrote is hostile text. It reaches the page only through [sao.report.Markup], which escapes,
/// or through the JSON block, whose strings the page's script inserts as text. The page's policy lets no
/// other script run and nothing be fetched.
///
/// **Threads.** Everything is computed on the caller's thread.
///
/// **Ownership.** A page is a string and belongs to the caller; a [sao.report.TensorBoardWriter] owns its
/// file until it is closed.
@NullMarked
package sao.report;

import org.jspecify.annotations.NullMarked;
