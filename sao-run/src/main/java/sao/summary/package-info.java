/// The summary of a run as plain data: measurements, counts of rows by stage, the judge, training curves and
/// durations. A summary can be written as JSON and read back. Knows nothing of ledgers, HTML and models.
///
/// **Threads.** All records are immutable and may be used from any thread.
///
/// **Ownership.** No type holds a resource that must be closed. No argument may be null and no method returns
/// null.
@NullMarked
package sao.summary;

import org.jspecify.annotations.NullMarked;
