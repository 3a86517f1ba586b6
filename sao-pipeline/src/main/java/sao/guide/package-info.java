/// Judges and prompts that use a text which a model wrote about the prompt first: hints for an answer, and criteria
/// for grading. Knows nothing of the ledger that remembers the text, or of the use of a judgment.
///
/// **Threads.** Everything is immutable and may be used by any number of threads. A comparison may block on a model
/// call, so callers use virtual threads.
///
/// **Ownership.** A judge or writer borrows its model and never closes it. No argument may be null and no method
/// returns null.
@NullMarked
package sao.guide;

import org.jspecify.annotations.NullMarked;
