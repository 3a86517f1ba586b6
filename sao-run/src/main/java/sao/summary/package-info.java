/// The summary of a run as plain data: what was measured, how many rows reached each stage, who judged, how the
/// training went and what it took. Can be written as JSON and read back. Knows nothing of ledgers, HTML and
/// models.
///
/// **Threads.** All records are immutable and may be used from any thread.
///
/// **Ownership.** Nothing here holds anything that must be closed. No argument may be null and no method
/// returns null.
@NullMarked
package sao.summary;

import org.jspecify.annotations.NullMarked;
