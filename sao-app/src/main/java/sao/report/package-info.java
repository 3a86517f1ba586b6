/// What people look at afterwards: the report of a run, one HTML file that opens from disk, and curves for
/// TensorBoard. Knows nothing of tensors, threads or the command line; it never asks a model anything.
///
/// What models wrote is hostile text. It reaches the page only through [sao.report.Markup], which escapes,
/// or through the JSON block, whose strings the page's script inserts as text. The page's policy lets no
/// other script run and nothing be fetched.
///
/// **Threads.** Everything is computed on the caller's thread; records are immutable.
///
/// **Ownership.** [sao.report.RunSummary] is all that a page needs: who has one may render it, compare it
/// or keep it as JSON.
@NullMarked
package sao.report;

import org.jspecify.annotations.NullMarked;
